import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGuardedLog } from '../../src/action/guarded-log.ts';
import { publicationOf } from '../../src/action/publication.ts';
import { publish as publishAll } from '../../src/action/publish-report.ts';
import { plainPolicy } from '../../src/policy/leak-policy.ts';
import type { LeakReport } from '../../src/report/leak-report.ts';
import { leakOf, sessionsFinding } from '../report/sample-reports.ts';
import { parseFileCommands } from '../support/file-commands.ts';
import { CommandReader } from '../support/workflow-commands.ts';

// One folder for all: @actions/core finds the summary's file once and keeps it.
const folder = mkdtempSync(join(tmpdir(), 'leakgate-publish-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) {
    writeFileSync(join(folder, name), '');
    vi.stubEnv(name, join(folder, name));
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Publishes as a step would, and reads the log as the runner does. */
async function publish(report: LeakReport, onLeak: 'fail' | 'warn' = 'fail', onRunner = true) {
  let written = '';
  const write = (text: string | Uint8Array): boolean => {
    written += String(text);
    return true;
  };
  // @actions/core writes its commands there itself.
  vi.spyOn(process.stdout, 'write').mockImplementation(write as typeof process.stdout.write);
  const policy = {
    ...plainPolicy,
    baselineReport: null,
    onLeak,
    onInconclusive: 'fail',
    reportDirectory: join(folder, 'report'),
  } as const;
  await publishAll(publicationOf(report, policy), async () => [], createGuardedLog(write, { onRunner }));
  vi.restoreAllMocks();
  const reader = new CommandReader();
  for (const line of written.split('\n')) reader.take(line);
  const { exitCode } = process;
  return { reader, written, exitCode, summary: readFileSync(join(folder, 'GITHUB_STEP_SUMMARY'), 'utf8') };
}

function leaks(count: number): LeakReport {
  return leakOf(
    Array.from({ length: count }, (_, at) =>
      sessionsFinding({ signature: `leak ${at}`, ownerName: `map${at}`, owner: `Map \`map${at}\`` }),
    ),
  );
}

describe('publishReport', () => {
  it('writes as many annotations as the runner keeps, and names the others in summary and log', async () => {
    const { reader, summary, exitCode } = await publish(leaks(13));
    expect(reader.annotations).toHaveLength(10);
    expect(reader.droppedAnnotations).toEqual([]);
    for (const name of ['map10', 'map11', 'map12']) {
      expect(summary.split('\n').find((line) => line.startsWith('Not annotated'))).toContain(name);
      expect(reader.log.join('\n')).toContain(name);
    }
    expect(exitCode).toBe(1);
  });

  it('hands on the outputs that the next steps read', async () => {
    await publish(leaks(2));
    const outputs = parseFileCommands(readFileSync(join(folder, 'GITHUB_OUTPUT'), 'utf8'));
    const bytes = 2 * sessionsFinding().retainedBytesPerRequest;
    expect(outputs).toMatchObject({ verdict: 'leak', findings: '2', 'retained-bytes-per-request': String(bytes) });
    expect(JSON.parse(readFileSync(outputs['report']!, 'utf8'))).toEqual(leaks(2));
    expect(readFileSync(outputs['summary-file']!, 'utf8').trim()).not.toBe('');
  });

  it('says in the log what it cannot write where the files of the runner are missing, and still ends as it should', async () => {
    vi.stubEnv('GITHUB_OUTPUT', join(folder, 'no-output'));
    vi.stubEnv('GITHUB_STEP_SUMMARY', join(folder, 'no-summary'));
    const { written, exitCode } = await publish(leaks(1));
    expect(written).toContain(`GITHUB_OUTPUT names ${join(folder, 'no-output')}, which does not exist`);
    expect(written).toContain('verdict=leak, findings=1');
    expect(written).toContain(`GITHUB_STEP_SUMMARY names ${join(folder, 'no-summary')}, which does not exist`);
    expect(exitCode).toBe(1);
  });

  it('neither fails the step nor annotates errors where a leak only warns', async () => {
    const { reader, exitCode } = await publish(leaks(1), 'warn');
    expect(exitCode).toBeUndefined();
    expect(reader.annotations.map(({ level }) => level)).toEqual(['warning']);
  });

  it('says the same in plain words, without a command, where there is no runner', async () => {
    const { written, reader, exitCode } = await publish(leaks(1), 'fail', false);
    expect(written).toContain('map0');
    expect(reader.obeyed).toEqual([]);
    expect(exitCode).toBe(1);
  });

  it('stays under the size over which the runner shows no summary, however many leaks there are', async () => {
    const { summary } = await publish(leaks(3000));
    expect(summary.length).toBeGreaterThan(1000);
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
  });
});
