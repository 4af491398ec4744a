import type { StatusRanges } from '../load/scenario.ts';
import { checkTemplates, type Names } from '../load/template.ts';
import type { YamlReader } from './yaml-reader.ts';

/** What scenario files refer to outside of themselves; given, so that reading stays pure. */
export interface ScenarioSurroundings {
  /** For requests that name none. */
  readonly expectStatus: StatusRanges;
  /** Contents of a file named relative to the scenario, or null where it cannot be read. */
  readonly readBytes: (path: string) => Uint8Array | null;
  /** The absolute path of such a file; absent: as it is. */
  readonly absolute?: (path: string) => string;
  /** Whether an environment variable is set. */
  readonly hasVariable: (name: string) => boolean;
}

/** The state of reading steps one after the other: what those before have saved and opened. */
export class StepReading {
  readonly reader: YamlReader;
  readonly surroundings: ScenarioSurroundings;
  /** Names that `{{name}}` may refer to, in this place. */
  readonly saved: string[];
  /** Sessions that are kept open. */
  readonly open = new Set<string>();

  constructor(reader: YamlReader, surroundings: ScenarioSurroundings, saved: readonly string[]) {
    this.reader = reader;
    this.surroundings = surroundings;
    this.saved = [...saved];
  }

  /** Steps of another user, who begins with what this one has now. */
  fork(): StepReading {
    return new StepReading(this.reader, this.surroundings, this.saved);
  }

  /** Notes what is wrong with the placeholders of a text. */
  checkText(node: unknown, text: string): void {
    for (const problem of checkTemplates(text, this.#names()))
      this.reader.fail(node, '', `valid placeholders: ${problem}`);
  }

  #names(): Names {
    return { saved: this.saved, hasVariable: this.surroundings.hasVariable };
  }
}
