import type { OptionName } from './option-table.ts';
import type { YamlText } from './yaml-positions.ts';

/** An option as somebody wrote it, before it means anything. */
export interface RawValue {
  /** One text a value; several only for lists. */
  readonly texts: readonly string[];
  /** Where it was written, for messages: `--url`, `input url`, `leakgate.yml:3:1`. */
  readonly from: string;
  /** For an option whose value is a mapping in the configuration file (`scenario`): where that stands. */
  readonly part?: YamlPart;
}

/** A part of a YAML file that is read by somebody who knows what it means. */
export interface YamlPart {
  readonly yaml: YamlText;
  readonly node: unknown;
  /** Name of the file, as messages name it. */
  readonly file: string;
}

export type RawOptions = ReadonlyMap<OptionName, RawValue>;

/** What was read from one source, with whatever could not be understood in it. */
export interface RawSource {
  readonly options: RawOptions;
  readonly problems: readonly Problem[];
  /** It is no YAML, so that nobody knows which options it holds. */
  readonly isUnreadable?: boolean;
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
