import { expect, test } from 'vitest';
import { ControlledCode } from '../../src/growth/controlled-code.ts';
import { findRoomLeft } from '../../src/growth/room-left.ts';

const operandIn = (source: string, name: string): string | undefined =>
  findRoomLeft([new ControlledCode(source)], name)?.operand;

test.each([
  [
    'if (this.#room > 0) { this.#room--; this.#up(this.#heap.push(item) - 1); return true; }',
    'best.#heap',
    'this.#room',
  ],
  ['if (free <= 0) return false; free--; seats.set(id, guest);', 'seats', 'free'],
  ['if (left-- > 0) seen.add(key);', 'seen', 'left'],
  ['if (slots === 0) { reject(); return; } slots -= 1; places[id] = car;', 'places', 'slots'],
])('%s: %s is full when %s is used up', (source, name, operand) => {
  expect(operandIn(source, name)).toBe(operand);
});

test.each([
  ['if (queue.length > 0) taken.push(queue.shift());', 'taken'],
  ['if (room > 0) room--; log.push(line);', 'log'],
  ['if (room > 0) others.push(line); function tell() { log.push(line); }', 'log'],
  ['if (lines > 100) log.push(line);', 'log'],
])('%s: %s has no room that ends', (source, name) => {
  expect(operandIn(source, name)).toBeUndefined();
});
