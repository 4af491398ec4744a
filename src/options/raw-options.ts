import type { OptionName } from './option-table.ts';

/** An option as somebody wrote it, before it means anything. */
export interface RawValue {
  /** One text a value; several only for lists. */
  readonly texts: readonly string[];
  /** Where it was written, for messages: `--url`, `input url`, `leakgate.yml:3:1`. */
  readonly from: string;
}

export type RawOptions = ReadonlyMap<OptionName, RawValue>;

/** What was read from one source, with whatever could not be understood in it. */
export interface RawSource {
  readonly options: RawOptions;
  readonly problems: readonly Problem[];
}

/** Why an option cannot be used. */
export interface Problem {
  /** Name of the option, or the place in a file. */
  readonly option: string;
  /** What was given, and where; '' where nothing was. */
  readonly given: string;
  /** What was expected, as a clause. */
  readonly expected: string;
}
