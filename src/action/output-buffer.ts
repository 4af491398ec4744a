/** The service's output of one phase, whole lines, its middle dropped when there is too much. */
export interface OutputBuffer {
  readonly add: (text: string) => void;
  /** The lines gathered since the last call, a line that has not ended yet included. */
  readonly take: () => string[];
}

/** Lines kept from the beginning and from the end of what one phase printed. */
const keptLines = 200;
const longestLine = 2000;

export function createOutputBuffer(): OutputBuffer {
  let head: string[] = [];
  let tail: string[] = [];
  let dropped = 0;
  let rest = '';
  const keep = (line: string): void => {
    const short = line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
    if (head.length < keptLines) head.push(short);
    else tail.push(short);
    if (tail.length > keptLines) {
      tail.shift();
      dropped += 1;
    }
  };
  return {
    add: (text) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop()!.slice(-longestLine * 2);
      for (const line of lines) keep(line);
    },
    take: () => {
      if (rest !== '') keep(rest);
      const lines = [...head, ...(dropped > 0 ? [`… ${dropped} lines left out …`] : []), ...tail];
      head = [];
      tail = [];
      dropped = 0;
      rest = '';
      return lines;
    },
  };
}
