import type { InspectorClient } from '../inspector/inspector-client.ts';
import type { Script } from '../inspector/script-table.ts';

/** What diagnosis needs of the living service. */
export interface DiagnosisSession {
  readonly client: InspectorClient;
  /** Turns the debugger on at its first call. */
  scripts(): Promise<ReadonlyMap<number, Script>>;
  /** Sends requests, one after the other: as many as show a dozen insertions, or only a few to run the code again. */
  load(amount: 'enough' | 'few'): Promise<void>;
  /** Collects garbage until the heap is at rest. */
  settle(): Promise<void>;
}
