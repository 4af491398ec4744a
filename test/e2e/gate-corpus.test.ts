import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCorpus } from '../../scripts/corpus/corpus-case.ts';
import { type GateOutcome, gateCase } from '../../scripts/corpus/gate-case.ts';
import { installCase } from '../../scripts/corpus/install-case.ts';
import { builtCli } from '../support/run-cli.ts';

const corpus = fileURLToPath(new URL('../corpus', import.meta.url));

/** Installs a service with its exact dependencies and gates it. */
async function gate(name: string, ...flags: string[]): Promise<GateOutcome> {
  const [found] = await readCorpus(corpus, name);
  return await gateCase(found!, await installCase(found!), { cli: builtCli, nodeMajor: null, flags });
}

describe('a service with real dependencies', () => {
  it('fails on debug 4.2.0, which keeps every instance it makes', async () => {
    const { exitCode, report, output } = await gate('debug-instances-leaky');
    expect(exitCode, output).toBe(1);
    const leak = report!.findings.find(({ status }) => status === 'leak')!;
    expect(leak.owner).toContain('instances');
    expect(leak.objectsPerRequest.toFixed(3)).toBe('1.000');
    // Measured without the gate: about 250 bytes a request.
    expect(leak.retainedBytesPerRequest).toBeGreaterThan(150);
    expect(leak.retainedBytesPerRequest).toBeLessThan(350);
    expect(leak.place?.file ?? '').not.toContain('express');
  });

  it('passes the same service on debug 4.3.0', async () => {
    const { exitCode, report, output } = await gate('debug-instances-fixed');
    expect(exitCode, output).toBe(0);
    expect(report!.findings.filter(({ status }) => status === 'leak')).toEqual([]);
  });

  it('passes an lru-cache that fills during the whole measurement', async () => {
    const { exitCode, report, output } = await gate('hn-lru-10k', '--warm-up', '500', '--requests', '1000');
    // 3,500 requests lie before the idle round, however fast the machine is; 10,000 fill it.
    expect(exitCode, output).toBe(0);
    const before = report!.rounds[0]!;
    expect(report!.rounds.at(-1)!.heapUsed).toBeGreaterThan(before.heapUsed);
    // It filled on, so it was suspected, and its bound or its end was seen.
    expect(report!.findings.map(({ owner, status }) => [owner.includes('sessions'), status])).toContainEqual([
      true,
      'plateau',
    ]);
  });
});
