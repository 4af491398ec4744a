import type { ErrorCode } from '../errors.ts';

export type EngineCall =
  | { readonly question: 'begin'; readonly isolate: number }
  | { readonly question: 'write'; readonly chunk: string }
  | { readonly question: 'start-over' }
  | {
      readonly question: 'end' | 'view' | 'describe';
      readonly call: number;
      readonly targets: readonly (string | number)[];
    };

export interface EngineAnswer {
  readonly call: number;
  readonly value: unknown;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
}
