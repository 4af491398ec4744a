import { expect, it } from 'vitest';
import { EngineCore } from '../../src/engine/engine-core.ts';
import { heapOf, writeSnapshot } from '../support/heap-builder.ts';

/** A store of `count` sessions, each with a name: large enough for the kernel from some thousand on. */
function storeOf(count: number): string {
  const sketch: Parameters<typeof heapOf>[0] = {
    root: [{ to: 'global', type: 'shortcut' }],
    global: ['store'],
    store: Array.from({ length: count }, (_, at) => ({ to: `s${at}`, type: 'element' as const, name: at })),
  };
  for (let at = 0; at < count; at++) {
    sketch[`s${at}`] = { name: 'Session', size: 32, edges: [{ to: `n${at}`, name: 'name' }] };
    sketch[`n${at}`] = { name: `name of ${at}`, type: 'string', size: 16 };
  }
  return writeSnapshot(heapOf(sketch).graph);
}

function take(core: EngineCore, text: string) {
  core.begin();
  for (let at = 0; at < text.length; at += 100_000) core.write(text.slice(at, at + 100_000));
  return core.end();
}

it('snapshots that take each other’s memory, larger and smaller ones, tell what they tell alone', () => {
  const texts = [7000, 20_000, 7000, 50].map(storeOf);
  const core = new EngineCore();
  const together = texts.map((text) => take(core, text));
  expect(together).toEqual(texts.map((text) => take(new EngineCore(), text)));
  expect(together.map(({ nodes }) => nodes)).toEqual([14_003, 40_003, 14_003, 103]);
});

it('growth between two snapshots is seen, and a broken one between them is reported and forgotten', () => {
  const core = new EngineCore();
  take(core, storeOf(7000));
  expect(() => take(core, storeOf(9000).slice(0, -5))).toThrow(/is not valid at byte/);
  take(core, storeOf(7500));
  const sessions = core.view().classes.find(({ name }) => name === 'Session');
  expect(sessions?.objects).toEqual([7000, 7500]);
  expect(core.view().moving.some(({ objects }) => objects.at(-1)! - objects[0]! === 500)).toBe(true);
});

it('of a class, those that V8 alone holds are counted apart: no retainer path leads to them', () => {
  const withLiterals = (count: number): string =>
    writeSnapshot(
      heapOf({
        root: [{ to: 'global', type: 'shortcut' }],
        global: ['list', 'run'],
        list: { name: 'Array', size: 32 },
        run: { type: 'closure', edges: [{ to: 'feedback', type: 'internal' }] },
        feedback: { type: 'code', size: 64, edges: Array.from({ length: count }, (_, at) => `literal ${at}`) },
        ...Object.fromEntries(Array.from({ length: count }, (_, at) => [`literal ${at}`, { name: 'Array', size: 32 }])),
      }).graph,
    );
  const core = new EngineCore();
  take(core, withLiterals(10));
  take(core, withLiterals(60));
  const arrays = core.view().classes.find(({ name }) => name === 'Array');
  expect(arrays).toMatchObject({ objects: [11, 61], held: [1, 1] });
});
