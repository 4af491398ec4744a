import { describe, expect, it } from 'vitest';
import { leakgateProgram } from '../src/leakgate-program.ts';

describe('how leakgate is called again', () => {
  it('names the action and its version where a workflow runs it', () => {
    const environment = { GITHUB_ACTION_REPOSITORY: 'acme/leakgate', GITHUB_ACTION_REF: 'v1' };
    expect(leakgateProgram(environment, '/')).toBe('npx github:acme/leakgate#v1');
  });

  it('takes the default branch where the reference is unknown', () => {
    expect(leakgateProgram({ GITHUB_ACTION_REPOSITORY: 'acme/leakgate' }, '/')).toBe('npx github:acme/leakgate');
  });

  it('asks npm where neither a workflow nor a built command line is there', () => {
    expect(leakgateProgram({}, '/')).toBe('npx leakgate');
  });
});
