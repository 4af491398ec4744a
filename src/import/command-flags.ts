export interface ReadFlags {
  /** Values of the flags that take one, by long name, in their order. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
  /** Switches, as they were written without their dashes. */
  readonly unknown: readonly string[];
}

/** Reads a command's words by the rules of getopt; `shorts` maps letters that take a value to `longs`. */
export function readFlags(
  words: readonly string[],
  { shorts, longs }: { shorts: Readonly<Record<string, string>>; longs: readonly string[] },
): ReadFlags {
  const flags = new Map<string, string[]>();
  const operands: string[] = [];
  const unknown: string[] = [];
  const put = (name: string, value: string): void => void flags.set(name, [...(flags.get(name) ?? []), value]);
  /** The next word, or all up to `]` where a group of flags is given. */
  const nextValue = (at: number): { readonly value: string; readonly last: number } => {
    const close = words[at] === '[' ? words.indexOf(']', at) : at;
    const last = close < 0 ? words.length - 1 : close;
    return { value: words.slice(at, last + 1).join(' '), last };
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (word.startsWith('--')) {
      const [name = '', ...value] = word.slice(2).split('=');
      if (!longs.includes(name)) unknown.push(name);
      else if (value.length > 0) put(name, value.join('='));
      else {
        const next = nextValue(at + 1);
        put(name, next.value);
        at = next.last;
      }
    } else if (word.startsWith('-') && word.length > 1) {
      for (let letter = 1; letter < word.length; letter++) {
        const name = shorts[word[letter]!];
        if (name === undefined) {
          unknown.push(word[letter]!);
          continue;
        }
        const attached = word.slice(letter + 1).replace(/^=/, '');
        if (attached !== '') put(name, attached);
        else {
          const next = nextValue(at + 1);
          put(name, next.value);
          at = next.last;
        }
        break;
      }
    } else operands.push(word);
  }
  return { flags, operands, unknown };
}
