export interface RequestContext {
  readonly id: string;
  readonly guest: string;
  readonly received: Date;
  readonly notes: string[];
}
