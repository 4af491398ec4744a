import { GateError } from '../errors.ts';

/** The error of every snapshot that cannot be read; `position` is the byte of the text at which it was noticed. */
export function invalidSnapshot(position: number, sentence: string, cause?: unknown): GateError {
  return new GateError('SNAPSHOT_INVALID', `The heap snapshot is not valid at byte ${position}: ${sentence}`, {
    hint: 'Take the snapshot again, and check that the whole file was written.',
    cause,
  });
}

/** Array of `length` elements, or an error where the machine has no room for it. */
export function allocate<T>(make: (length: number) => T, length: number, position: number): T {
  try {
    return make(length);
  } catch (cause) {
    throw invalidSnapshot(position, `it claims ${length} entries, more than this machine can hold.`, cause);
  }
}
