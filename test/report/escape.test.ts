import { describe, expect, test } from 'vitest';
import {
  clip,
  markdownBlock,
  markdownCell,
  markdownSentence,
  plainSentence,
  quoteName,
  visible,
  visibleLines,
} from '../../src/report/escape.ts';

describe('a sentence as Markdown', () => {
  test.each([
    [
      'an ordinary one stays readable',
      'Map `sessions` in src/a_b/store.ts:41 grew by 1.5 %.',
      'Map `sessions` in src/a_b/store.ts:41 grew by 1.5 %.',
    ],
    ['a URL becomes code, without the full stop', 'See http://127.0.0.1:3000/x.', 'See `http://127.0.0.1:3000/x`.'],
    ['a mention becomes code', 'ask (@octo/team), now', 'ask (`@octo/team`), now'],
    ['an issue number becomes code', 'closes #12', 'closes `#12`'],
    ['emphasis is escaped', '*a* _b_ __c__ ~~d~~ a_b', '\\*a\\* \\_b\\_ \\_\\_c\\_\\_ \\~\\~d\\~\\~ a_b'],
    ['HTML is escaped', '<b>&amp;</b>', '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
    ['a link is escaped', '[x](y)', '\\[x\\](y)'],
    ['a single backtick is no name', 'a ` b', "a ' b"],
    ['names that meet are joined', 'a `b`@c', 'a `b@c`'],
    ['a list at its beginning is none', '- a', '\\- a'],
    ['a number at its beginning starts no list', '1. a', '1\\. a'],
    ['a decimal number at its beginning stays', '1.5 MiB', '1.5 MiB'],
    ['a change at its beginning stays', '+12 entries', '+12 entries'],
  ])('%s', (_, sentence, expected) => {
    expect(markdownSentence(sentence)).toBe(expected);
  });

  test('a table cell holds pipes in names and in prose', () => {
    expect(markdownCell('a|b `c|d` `e\\|f`')).toBe('a&#124;b `c\\|d` `e\\¦f`');
  });

  test('a block gets a fence longer than any within', () => {
    expect(markdownBlock(['a ```` b'])).toBe('`````text\na ```` b\n`````');
  });
});

describe('what would act is spelt out', () => {
  test.each([
    ['\u001b[31m', '\\x1b[31m'],
    ['a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['\u202ea\u{e0041}', '\\u202ea\\u{e0041}'],
    ['\ud800', '\\ud800'],
    ['::error::x', '\\x3a:error::x'],
    ['  ::error::x', '  \\x3a:error::x'],
    ['a ##[error]', 'a ##\\x5berror]'],
    ['naïve 日本 😀', 'naïve 日本 😀'],
  ])('%j', (text, expected) => {
    expect(visible(text)).toBe(expected);
    expect(visible(expected)).toBe(expected);
  });

  test('a pile of marks is cut', () => {
    expect(visible(`z${'\u0301'.repeat(50)}`)).toBe('z\u0301\u0301\u0301…');
  });
});

test('on a terminal the sign of a run without a verdict stays a picture, and nothing else is let through with it', () => {
  expect(visibleLines('\u26a0\ufe0f No verdict\n', { colors: false })).toBe('\u26a0\ufe0f No verdict\n');
  expect(visibleLines('a\ufe0fb\u001b[2J', { colors: true })).toBe('a\\ufe0fb\\x1b[2J');
});

describe('lengths are bounded', () => {
  test('a long name loses its middle and no half of a character', () => {
    const clipped = clip('😀'.repeat(1000), 11);
    expect(clipped).toBe(`${'😀'.repeat(7)}…${'😀'.repeat(3)}`);
  });

  test('a name as long as allowed stays whole', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
  });

  test('backticks within a name become apostrophes', () => {
    expect(quoteName('a`b')).toBe("`a'b`");
  });

  test('an odd backtick in a sentence unquotes all of it rather than the wrong half', () => {
    expect(plainSentence('a `b` c`')).toBe("a 'b' c'");
    expect(plainSentence('a `b` c')).toBe('a `b` c');
  });

  test('a sentence of nothing says so', () => {
    expect(plainSentence(' `` ')).toBe('(no text)');
    expect(quoteName('')).toBe('(no name)');
  });
});
