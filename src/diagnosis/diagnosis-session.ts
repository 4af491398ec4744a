import type { InspectorClient } from '../inspector/inspector-client.ts';
import type { Script } from '../inspector/script-table.ts';

/** What diagnosis needs of the living service. */
export interface DiagnosisSession {
  readonly client: InspectorClient;
  /** Turns the debugger on at its first call. */
  scripts(): Promise<ReadonlyMap<number, Script>>;
  /**
   * Numbers of requests: as many as show a dozen insertions, only a few to run the code again, or so many that what they leave
   * behind stands out from everything else.
   */
  readonly requests: Readonly<Record<'enough' | 'few' | 'many', number>>;
  /** Sends so many, one after the other or `together`; fewer where the service becomes too slow for it. Returns how many were answered. */
  load(amount: 'enough' | 'few' | 'many', together?: boolean): Promise<number>;
  /** Collects garbage until the heap is at rest. */
  settle(): Promise<void>;
}
