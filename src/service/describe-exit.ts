import type { ProcessExit } from './start-service.ts';

/** `it exited with code 3`, `it was ended by SIGKILL`. */
export function describeExit({ code, signal }: ProcessExit): string {
  return signal === null ? `it exited with code ${code}` : `it was ended by ${signal}`;
}
