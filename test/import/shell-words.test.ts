import { describe, expect, it } from 'vitest';
import { shellWords } from '../../src/import/shell-words.ts';

describe('shell words', () => {
  it.each<[string, string[] | null]>([
    ['curl  a\tb', ['curl', 'a', 'b']],
    [`a 'b "c" \\d' e`, ['a', 'b "c" \\d', 'e']],
    [`a "b 'c' \\"d\\" \\n $e"`, ['a', `b 'c' "d" \\n $e`]],
    ['a \\\n  b \\\r\n c', ['a', 'b', 'c']],
    [`$'it\\'s\\n\\u00e9\\x41'`, ["it's\né" + 'A']],
    [`a'b'"c"d`, ['abcd']],
    [`'' ""`, ['', '']],
    ['a\\ b', ['a b']],
    ['', []],
    [`'open`, null],
    ['"open', null],
  ])('%j', (command, words) => {
    expect(shellWords(command)).toEqual(words);
  });
});
