/** What a session's connection tells. */
export interface WireEvents {
  /** Open, and all is sent that is to be sent. */
  opened(): void;
  /** Sending waits for a message, and why none was it so far; null: it goes on. */
  waits(problem: string | null): void;
  message(text: string): void;
  /** Refused, broken, or ended by the service. */
  ended(reason: string, answered: boolean): void;
}

/** The connection under a session. */
export interface Wire extends OpenSession {
  cut(): void;
}

/** A WebSocket or an event stream with what came over it so far. */
export interface OpenSession {
  /** Ends it from this side and waits until that is done, `timeoutMs` at the longest; returns why it was not, or null. */
  close(timeoutMs: number): Promise<string | null>;
}
