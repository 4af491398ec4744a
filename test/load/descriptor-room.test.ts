import { expect, test } from 'vitest';
import { descriptorRoom } from '../../src/load/descriptor-room.ts';

test('twelve times the room is less than the limit, and more is not needed', () => {
  expect(12 * descriptorRoom(1024)).toBeLessThan(1024);
  expect(12 * descriptorRoom(null)).toBeLessThan(1024);
  expect(descriptorRoom(1_048_576)).toBe(400);
});
