import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHoldings } from '../../src/diagnosis/read-holdings.ts';
import { modeOf } from '../../src/growth/make-findings.ts';
import { signatureOf } from '../../src/growth/signature.ts';
import type { ScriptLocation } from '../../src/heap/heap-graph.ts';
import { detectorNames, examplesOf, servicesFolder } from '../diagnosis/detector-pages.ts';
import { withServiceUnderDiagnosis } from '../diagnosis/diagnose-service.ts';

/**
 * Without a named container there is nothing that could differ (timers' lists are Node's own, and of timers the class grows, not a
 * path), and contexts make every snapshot slow.
 */
const names = detectorNames().filter((name) => !['file-descriptor', 'off-heap', 'timer', 'vm-context'].includes(name));

/** What another commit may change without touching the leak: comments, imports, functions before and between. */
const UNRELATED = `// A licence that is longer than before.
// It has a second line.
import { basename as unrelated } from 'node:path';

export function helper(text) {
  return unrelated(text) + [1, 2, 3].map((n) => n * 2).join();
}

`;

describe('the signatures of every example that leaks', () => {
  let folder: string;
  let shifted: string;
  let expected: readonly string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'leakgate-signatures-'));
    shifted = mkdtempSync(join(tmpdir(), 'leakgate-signatures-'));
    for (const name of names) {
      writeFileSync(join(folder, `${name}.mjs`), examplesOf(name).leaks);
      writeFileSync(join(shifted, `${name}.mjs`), UNRELATED + examplesOf(name).leaks);
    }
  });
  afterAll(() => {
    for (const each of [folder, shifted]) rmSync(each, { recursive: true, force: true });
  });

  it('are told apart', { timeout: 90_000 }, async () => {
    expected = await signaturesOn('24', folder);
    const missing = names.filter((name) => !expected.some((signature) => signature.startsWith(`${name} | `)));
    expect(new Set(expected).size).toBe(expected.length);
    expect(missing).toEqual([]);
  });

  it.each(['20', '22', '26'])('are the same on Node %s', { timeout: 90_000 }, async (major) => {
    expect(await signaturesOn(major, folder)).toEqual(expected);
  });

  it('are the same in another process after lines have moved and unrelated code has come', {
    timeout: 90_000,
  }, async () => {
    expect(await signaturesOn('24', shifted)).toEqual(expected);
  });
});

/** Of each example what grew in its own mode, in order; the keys of its Map or other parts of it are told of one finding. */
async function signaturesOn(major: string, folder: string): Promise<string[]> {
  const found = new Set<string>();
  const service = { major, command: `node serve-examples.js ${folder}`, workingDirectory: servicesFolder };
  await withServiceUnderDiagnosis(service, async ({ session, measureGrowth }) => {
    const grown = await measureGrowth('all');
    const scripts = await session.scripts();
    const urlOf = (location: ScriptLocation | null): string =>
      location === null ? '' : (scripts.get(location.scriptId)?.url ?? '');
    for (const { path, description } of grown) {
      if (description === null) continue;
      const { scope, contentLocation, steps } = description;
      const locations = [scope, contentLocation, ...steps.map(({ location }) => location)];
      if (!locations.some((location) => urlOf(location).includes(basename(folder)))) continue;
      const growthMode = modeOf(description, path, await readHoldings(session, description));
      if (!locations.some((location) => basename(urlOf(location)) === `${growthMode}.mjs`)) continue;
      found.add(
        signatureOf({
          growthMode,
          containerKind: description.containerKind,
          containerName: description.containerName,
          file: scope === null ? null : basename(urlOf(scope)),
          content: description.content,
        }),
      );
    }
  });
  return [...found].sort();
}
