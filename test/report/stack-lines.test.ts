import { describe, expect, it } from 'vitest';
import type { SiteFrame } from '../../src/growth/finding.ts';
import { stackLines } from '../../src/report/stack-lines.ts';

function frame(functionName: string, file: string | null, inRepository = false): SiteFrame {
  return { functionName, position: file === null ? null : { file, line: 3, column: 5, inRepository } };
}

function texts(growthStack: readonly SiteFrame[], most = 20): string[] {
  return stackLines({ growthStack }, most).map((line) => line.text);
}

describe('the calls that lead to a growth site', () => {
  it('show the statement and the frames of the repository, and count the others', () => {
    const stack = [
      frame('add', 'node_modules/store/index.js'),
      frame('next', 'node_modules/express/lib/router.js'),
      frame('login', 'src/login.js', true),
      frame('next', 'node_modules/express/lib/router.js'),
    ];
    expect(texts(stack)).toEqual([
      'add    node_modules/store/index.js:3:5',
      '  … 1 more call',
      'login  src/login.js:3:5',
      '  … 1 more call',
    ]);
  });

  it('show where each package is entered when none of the repository is among them', () => {
    const stack = [
      frame('listen', 'node_modules/signal-exit/index.js'),
      frame('emit', 'node_modules/signal-exit/index.js'),
      frame('form', 'node_modules/express-form-data/index.js'),
      frame('next', 'node_modules/express-form-data/node_modules/@scope/router/layer.js'),
      frame('handle', null),
    ];
    expect(texts(stack)).toEqual([
      'listen  node_modules/signal-exit/index.js:3:5',
      '  … 1 more call',
      'form    node_modules/express-form-data/index.js:3:5',
      'next    node_modules/express-form-data/node_modules/@scope/router/layer.js:3:5',
      '  … 1 more call',
    ]);
  });

  it('begin with the statement, not with what Node calls within it', () => {
    const stack = [frame('emitInitNative', null), frame('initAsyncResource', null), frame('poll', 'src/poll.js', true)];
    expect(texts([...stack, frame('emit', null)])).toEqual(['poll  src/poll.js:3:5', '  … 1 more call']);
    expect(texts(stack.slice(0, 2))).toEqual(['emitInitNative  (no file)', '  … 1 more call']);
  });

  it('count what is cut off', () => {
    expect(texts([frame('a', 'src/a.js', true), frame('b', 'src/b.js', true)], 1)).toEqual([
      'a  src/a.js:3:5',
      '  … 1 more call',
    ]);
  });
});
