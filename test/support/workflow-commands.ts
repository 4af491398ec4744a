/** What GitHub's runner makes of a step's output, after actions/runner's ActionCommand.cs and ActionCommandManager.cs. */

export interface RunnerAnnotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const knownCommands = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
];

const keptAnnotationsPerType = 10;
const longestAnnotation = 4096;

/** Takes the lines of stdout and stderr in order; holds everything that they led to. */
export class CommandReader {
  /** Lines as the log shows them, masked. */
  readonly log: string[] = [];
  /** Every command that was obeyed. */
  readonly obeyed: WorkflowCommand[] = [];
  readonly annotations: RunnerAnnotation[] = [];
  /** Over the cap: the runner drops them without a word. */
  readonly droppedAnnotations: RunnerAnnotation[] = [];
  readonly masks: string[];
  /** Commands that old runners obeyed and today's refuse with an error. */
  readonly refused: WorkflowCommand[] = [];
  readonly groups: string[] = [];
  #stopToken: string | null = null;

  constructor(secrets: readonly string[] = []) {
    this.masks = [...secrets];
  }

  get isStopped(): boolean {
    return this.#stopToken !== null;
  }

  take(line: string): void {
    const command = parseCommand(line, this.#stopToken === null ? knownCommands : [...knownCommands, this.#stopToken]);
    if (command === null || !this.#obey(command)) this.log.push(this.#masked(line));
  }

  /** False: shown as text. */
  #obey(command: WorkflowCommand): boolean {
    if (this.#stopToken !== null) {
      if (command.name.toLowerCase() === this.#stopToken.toLowerCase()) this.#stopToken = null;
      return false;
    }
    this.obeyed.push(command);
    const { name, data, properties } = command;
    if (name === 'stop-commands') this.#stopToken = data;
    else if (name === 'add-mask') this.#mask(data);
    else if (name === 'group') this.groups.push(data);
    else if (name === 'error' || name === 'warning' || name === 'notice') this.#annotate(name, data, properties);
    else if (name === 'set-env' || name === 'add-path') this.refused.push(command);
    if (name === 'error' || name === 'warning' || name === 'notice') this.log.push(this.#masked(`##[${name}]${data}`));
    if (name === 'group') this.log.push(this.#masked(`##[group]${data}`));
    if (name === 'endgroup') this.log.push('##[endgroup]');
    return true;
  }

  #annotate(level: RunnerAnnotation['level'], data: string, properties: WorkflowCommand['properties']): void {
    const annotation = { level, message: this.#masked(data).slice(0, longestAnnotation), properties };
    const kept = this.annotations.filter((each) => each.level === level).length < keptAnnotationsPerType;
    (kept ? this.annotations : this.droppedAnnotations).push(annotation);
  }

  /** Every line of a mask is a secret of its own. */
  #mask(data: string): void {
    for (const secret of [data, ...data.split(/\r?\n/)]) if (secret.trim() !== '') this.masks.push(secret);
  }

  #masked(text: string): string {
    return this.masks.reduce((result, secret) => result.replaceAll(secret, '***'), text);
  }
}

/** `::name key=value,…::data` at the start of a line, or `##[name key=value;…]data` anywhere in it; null: plain text. */
export function parseCommand(line: string, names: readonly string[] = knownCommands): WorkflowCommand | null {
  const command = parseDoubleColon(line) ?? parseHashBracket(line);
  return command !== null && names.some((name) => name.toLowerCase() === command.name.toLowerCase()) ? command : null;
}

function parseDoubleColon(line: string): WorkflowCommand | null {
  const message = line.trimStart();
  const end = message.indexOf('::', 2);
  if (!message.startsWith('::') || end < 0) return null;
  const [name, properties] = splitInfo(message.slice(2, end), ',');
  const plain = (text: string): string =>
    unescapeAll(text, { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' });
  const data = unescapeAll(message.slice(end + 2), { '%0D': '\r', '%0A': '\n', '%25': '%' });
  return { name, properties: mapValues(properties, plain), data };
}

function parseHashBracket(line: string): WorkflowCommand | null {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return null;
  const [name, properties] = splitInfo(line.slice(start + 3, end), ';');
  const plain = (text: string): string => unescapeAll(text, { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']' });
  return { name, properties: mapValues(properties, plain), data: plain(line.slice(end + 1)) };
}

function splitInfo(info: string, separator: string): [string, Record<string, string>] {
  const space = info.indexOf(' ');
  if (space < 0) return [info, {}];
  const properties: Record<string, string> = {};
  for (const pair of info
    .slice(space + 1)
    .trim()
    .split(separator)) {
    const equals = pair.indexOf('=');
    if (equals > 0) properties[pair.slice(0, equals).trim()] = pair.slice(equals + 1);
  }
  return [info.slice(0, space), properties];
}

function mapValues(record: Record<string, string>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** In the order given; `%25` last, so that what it yields is not unescaped again. */
function unescapeAll(text: string, table: Record<string, string>): string {
  return Object.entries(table).reduce((result, [code, character]) => result.replaceAll(code, character), text);
}
