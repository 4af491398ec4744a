/**
 * The words of a POSIX shell command: quotes, backslashes, continued lines and `$'…'` as browsers copy curl commands;
 * nothing is expanded. null when a quote is not closed.
 */
export function shellWords(command: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  const add = (text: string): void => {
    word = (word ?? '') + text;
  };
  while (at < command.length) {
    const rest = command.slice(at);
    const space = /^(?:\s|\\\r?\n)+/.exec(rest);
    if (space !== null) {
      if (word !== null) words.push(word);
      word = null;
      at += space[0].length;
      continue;
    }
    const piece =
      /^'([^']*)'/.exec(rest) ??
      /^\$'((?:\\[\s\S]|[^'\\])*)'/.exec(rest) ??
      /^\$?"((?:\\[\s\S]|[^"\\])*)"/.exec(rest) ??
      /^\\([\s\S])/.exec(rest) ??
      /^[^\s'"\\]+/.exec(rest);
    if (piece === null) return null;
    add(unquote(piece));
    at += piece[0].length;
  }
  if (word !== null) words.push(word);
  return words;
}

const ansiEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0', a: '\x07', b: '\b' };

function unquote([whole, inner]: RegExpExecArray): string {
  if (inner === undefined) return whole;
  if (whole.startsWith("$'")) {
    return inner.replaceAll(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi, (_, unicode, hex, character: string) =>
      unicode !== undefined || hex !== undefined
        ? String.fromCharCode(Number.parseInt((unicode ?? hex) as string, 16))
        : (ansiEscapes[character] ?? character),
    );
  }
  if (whole.endsWith('"') && whole.length > 1)
    return inner.replaceAll(/\\([\\"$`]|\r?\n)/g, (_, one: string) => one.trim());
  return inner;
}
