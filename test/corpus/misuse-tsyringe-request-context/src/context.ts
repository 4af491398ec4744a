import type { IncomingHttpHeaders } from 'node:http';
import { container, InjectionToken } from 'tsyringe';

export interface RequestContext {
  readonly id: string;
  readonly tenant: string;
  readonly headers: IncomingHttpHeaders;
  readonly startedAt: number;
}

export const REQUEST_CONTEXT: InjectionToken<RequestContext> = Symbol('RequestContext');

export function provideContext(context: RequestContext): void {
  container.registerInstance(REQUEST_CONTEXT, context);
}
