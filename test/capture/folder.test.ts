import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepManifest, readManifest, replaySnapshots } from '../../src/capture/folder.ts';
import type { CaptureRecord, Manifest } from '../../src/capture/manifest.ts';
import { Recording } from '../../src/capture/recording.ts';
import { GateError } from '../../src/errors.ts';
import type { GateOptions } from '../../src/options/gate-options.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leakgate-manifest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a recording reads of the options. */
const options = {
  origin: 'http://127.0.0.1:3000',
  scenario: { requests: [{ name: 'GET /' }] },
  connections: 10,
  rate: null,
  source: { kind: 'start', command: 'node server.js', prepare: [] },
  commandLine: ['--start', 'node server.js'],
  timeLimitMs: 60_000,
} as unknown as GateOptions;

function newRecording(changes: Partial<GateOptions> = {}): Recording {
  return new Recording({ ...options, ...changes }, { version: '1.2.3', program: 'node dist/cli.js' }, '/repository');
}

const ignore = (): void => undefined;

describe('a recording', () => {
  it('becomes a manifest that reads back as it was written', async () => {
    const recording = newRecording();
    recording.begin('boot', ignore, '')('');
    const manifest = recording.manifest();
    await keepManifest(join(folder, 'made'), manifest);
    expect(await readManifest(join(folder, 'made'))).toEqual(manifest);
    expect(manifest).toMatchObject({ command: 'node server.js', service: null, warmUp: null, endedEarly: null });
    expect(Object.keys(manifest.durations)).toEqual(['boot', 'analysis', 'total']);
  });

  it('notes what it could not measure', () => {
    const recording = newRecording();
    recording.measuringIsolates([{ name: 'worker 1', pid: 2 }], { leftOut: 0, silent: 0 });
    expect(recording.notes).toEqual([]);
    recording.measuringIsolates([{ name: 'worker 1', pid: 2 }], { leftOut: 4, silent: 2 });
    expect(recording.notes[0]).toContain('4 more were left out');
    expect(recording.notes[1]).toContain('2 of 3 workers opened no inspector');
  });

  it('notes requests that were sent elsewhere', () => {
    const recording = newRecording();
    recording.redirected([{ name: 'GET /', status: 302 }]);
    expect(recording.notes).toEqual([
      expect.stringMatching(/^GET \/ was answered with 302, a redirect, .*not loaded\./),
    ]);
  });

  it('notes heaps beside those measured that there was no room to watch', () => {
    const recording = newRecording();
    recording.watching({ names: ['thread 1 of pid 7 (a.js)'], leftOut: 0 });
    expect(recording.notes).toEqual([]);
    recording.watching({ names: ['thread 1 of pid 7 (a.js)'], leftOut: 3 });
    expect(recording.notes[0]).toContain('3 more were left out');
  });

  it('forgets what was measured when it starts over, and says why', () => {
    const recording = newRecording();
    recording.watching({ names: ['thread 1 of pid 7 (a.js)'], leftOut: 3 });
    recording.watchedSizes.push([1]);
    recording.watchedHeaps.bytes.push([5e6]);
    recording.startOver('measured anew');
    const { notes, watchedHeaps, watchedSizes, captures, warmUp } = recording.manifest();
    expect({ notes, watchedHeaps, watchedSizes, captures, warmUp }).toEqual({
      notes: ['measured anew'],
      watchedHeaps: { names: [], bytes: [] },
      watchedSizes: [],
      captures: [],
      warmUp: null,
    });
  });

  it.each([
    ['boot', 0, 'the boot'],
    ['warm-up', 0, 'the warm-up'],
    ['round', 0, 'round 1'],
    ['round', 2, 'round 3'],
    ['confirmation', 0, 'confirmation 1'],
    ['idle', 3, 'an idle round'],
  ] as const)('that ends early during %s after %i rounds says so', (phase, rounds, during) => {
    const recording = newRecording();
    for (let index = 0; index < rounds; index++) recording.captures.push({ kind: 'round' } as CaptureRecord);
    recording.begin(phase, ignore, '');
    recording.endEarly(new GateError('CANCELLED', 'the run was cancelled', { hint: 'none' }));
    expect(recording.manifest().endedEarly).toEqual({
      code: 'CANCELLED',
      message: 'the run was cancelled',
      hint: 'none',
      during,
    });
  });

  it('names no step once that is done', () => {
    const recording = newRecording();
    recording.begin('boot', ignore, '')('');
    recording.endEarly(new GateError('INTERNAL', 'between two steps'));
    expect(recording.manifest().endedEarly).toMatchObject({ during: null, hint: null });
  });

  it('aborts at its time limit with the limit in words, and not once it is done', async () => {
    const [done, running] = [new AbortController(), new AbortController()];
    const released = newRecording({ timeLimitMs: 10 }).timeLimit(done.signal);
    done.abort();
    const late = newRecording({ timeLimitMs: 20 }).timeLimit(running.signal);
    const beat = setInterval(ignore, 5);
    await new Promise((aborted) => late.addEventListener('abort', aborted, { once: true }));
    clearInterval(beat);
    expect(late.reason).toMatchObject({ code: 'TIME_LIMIT', message: expect.stringContaining('0.02 s') });
    expect(released.aborted).toBe(false);
  });
});

describe('replaying a folder', () => {
  const manifestOf = (...files: (string | null)[]): Manifest => ({
    ...newRecording().manifest(),
    captures: files.map((snapshotFile, index) => ({ snapshotFile, index, kind: 'round' }) as CaptureRecord),
  });

  /** Keeps what it is given, one text a snapshot. */
  function collectingSink(): { texts: string[]; begin(): void; write(chunk: string): void; end(): Promise<never> } {
    const texts: string[] = [];
    return {
      texts,
      begin: () => void texts.push(''),
      write: (chunk) => {
        texts[texts.length - 1] += chunk;
      },
      end: async () => ({ nodes: 0, sameSession: true }) as never,
    };
  }

  it('feeds the snapshots in the order of the manifest, characters of several bytes whole', async () => {
    const long = `${'ä'.repeat(700_000)}€`;
    writeFileSync(join(folder, 'b'), 'first');
    writeFileSync(join(folder, 'a'), `x${long}`);
    const sink = collectingSink();
    await replaySnapshots(folder, manifestOf('b', 'a'), sink);
    expect(sink.texts).toEqual(['first', `x${long}`]);
  });

  it('feeds the snapshots of further isolates after the first, each to its own series', async () => {
    for (const file of ['a', 'a-1', 'a-2']) writeFileSync(join(folder, file), file);
    const manifest = manifestOf('a');
    const captures = manifest.captures.map((capture) => ({ ...capture, otherSnapshotFiles: ['a-1', 'a-2'] }));
    const begun: number[] = [];
    const sink = { ...collectingSink(), begin: (isolate: number) => void begun.push(isolate), write: ignore };
    await replaySnapshots(folder, { ...manifest, captures }, sink);
    expect(begun).toEqual([0, 1, 2]);
  });

  it('refuses a folder whose snapshots were not kept, by number and kind', async () => {
    await expect(replaySnapshots(folder, manifestOf(null), collectingSink())).rejects.toMatchObject({
      code: 'FOLDER_INVALID',
      message: expect.stringContaining('Snapshot 0 (round) was not kept'),
    });
  });

  it('tells what the sink refuses as a fault of the file', async () => {
    writeFileSync(join(folder, 'a'), '{}');
    const sink = { ...collectingSink(), end: () => Promise.reject(new GateError('SNAPSHOT_INVALID', 'it is cut off')) };
    await expect(replaySnapshots(folder, manifestOf('a'), sink)).rejects.toMatchObject({
      code: 'FOLDER_INVALID',
      message: expect.stringMatching(/\/a could not be analysed: it is cut off$/u),
      cause: { code: 'SNAPSHOT_INVALID' },
    });
  });
});
