import { describe, expect, it } from 'vitest';
import { createInspectorLines } from '../../src/service/inspector-lines.ts';

const ID = 'a746a0f4-9543-4225-aa0e-9d8dee4321c1';

function scan(...pieces: string[]): string[] {
  const found = new Set<string>();
  const lines = createInspectorLines(found);
  for (const piece of pieces) lines.scan(piece);
  return [...found];
}

describe('inspector announcements', () => {
  it('are found across every border between pieces', () => {
    const line = `up\nDebugger listening on ws://127.0.0.1:40221/${ID}\n`;
    for (let at = 1; at < line.length; at++)
      expect(scan(line.slice(0, at), line.slice(at))).toEqual([`ws://127.0.0.1:40221/${ID}`]);
    expect(scan(...line)).toEqual([`ws://127.0.0.1:40221/${ID}`]);
  });

  it('are found behind a prefix, in order, each once', () => {
    const other = ID.replace('a', 'b');
    const text = `[api] Debugger listening on ws://127.0.0.1:1/${ID}\r\n{"m":"Debugger listening on ws://[::1]:2/${other}"}\nDebugger listening on ws://127.0.0.1:1/${ID}\n`;
    expect(scan(text)).toEqual([`ws://127.0.0.1:1/${ID}`, `ws://[::1]:2/${other}`]);
  });

  it('of an inspector on every interface lead to loopback', () => {
    expect(scan(`Debugger listening on ws://0.0.0.0:9229/${ID}\nDebugger listening on ws://[::]:9230/${ID}\n`)).toEqual(
      [`ws://127.0.0.1:9229/${ID}`, `ws://[::1]:9230/${ID}`],
    );
  });

  it.each([
    `Debugger listening on ws://203.0.113.7:9229/${ID}`,
    `Debugger listening on ws://127.0.0.1.example.com:9229/${ID}`,
    `Debugger listening on ws://user@127.0.0.1:9229/${ID}`,
    `Debugger listening on ws://[2001:db8::1]:9229/${ID}`,
    `Debugger listening on wss://127.0.0.1:9229/${ID}`,
    `Debugger listening on ws://127.0.0.1:9229/${ID}0`,
    'Debugger listening on ws://127.0.0.1:9229/../../etc/passwd',
    `Debugger ending on ws://127.0.0.1:9229/${ID}`,
  ])('are not seen in %s', (line) => {
    expect(scan(`${line}\n`)).toEqual([]);
  });

  it('are bounded, and so is what is kept of an endless line', () => {
    const flood = Array.from({ length: 500 }, (_, i) => `Debugger listening on ws://127.0.0.1:${i + 1}/${ID}\n`);
    expect(scan(...flood).length).toBe(256);
    expect(flood.at(-1)).toContain(scan(...flood).at(-1));
    expect(scan('x'.repeat(10_000_000), `Debugger listening on ws://127.0.0.1:1/${ID}\n`)).toHaveLength(1);
  });
});
