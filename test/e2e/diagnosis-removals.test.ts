import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { markedLines, routesFile, statementOf, withServiceUnderDiagnosis } from '../diagnosis/diagnose-service.ts';

const lines = markedLines(join(dirname(routesFile), 'removals.js'));

it.each(['20', '24'])(
  'names the calls that were to remove and never did, and no others, on Node %s',
  { timeout: 100_000 },
  async (major) => {
    await withServiceUnderDiagnosis({ major, command: 'node removals.js' }, async ({ diagnose }) => {
      const diagnosed = await diagnose('all');
      const futile = diagnosed.flatMap(({ site }) => site?.futileRemoval ?? []);
      expect(futile.map((removal) => statementOf(removal)?.line).toSorted()).toEqual([...lines.values()].toSorted());
      for (const { calls } of futile) expect(calls).toBeGreaterThanOrEqual(10);
      const elsewhere = futile.filter(({ isBesideGrowth }) => !isBesideGrowth);
      expect(elsewhere.map((removal) => statementOf(removal)?.line)).toEqual([lines.get('invalidated-by-others')]);
      const sites = diagnosed.flatMap(({ site }) => (site?.evidence === 'insertion' ? [site] : []));
      // Nine routes that leak, and the two that share a Map.
      expect(sites.length).toBeGreaterThanOrEqual(10);
    });
  },
);
