import { expect, it } from 'vitest';
import { readHoldings } from '../../src/diagnosis/read-holdings.ts';
import { modeOf } from '../../src/growth/make-findings.ts';
import { detectorNames, servicesFolder, siteLine } from '../diagnosis/detector-pages.ts';
import {
  type Diagnosed,
  type ServiceUnderDiagnosis,
  statementOf,
  withServiceUnderDiagnosis,
} from '../diagnosis/diagnose-service.ts';

const NODE = '24';

it.each(detectorNames())(
  'tells %s in a service that leaks and names the statement',
  { timeout: 60_000 },
  async (name) => {
    await withServiceUnderDiagnosis(serviceOf(`${name}-leaky`), async (service) => {
      const diagnosed = await service.diagnose('', [{ key: 'descriptors', kind: 'descriptors' }]);
      const rows = [];
      for (const each of diagnosed) rows.push(await told(service, each));
      expect(rows).toContainEqual({ mode: name, line: siteLine(name) });
    });
  },
);

it.each(detectorNames())('finds no growth in the steady twin of %s', { timeout: 60_000 }, async (name) => {
  await withServiceUnderDiagnosis(serviceOf(`${name}-steady`), async ({ request, diagnose }) => {
    await request('', 40);
    expect((await diagnose('')).map(({ path }) => path?.key)).toEqual([]);
  });
});

function serviceOf(name: string) {
  return { major: NODE, command: `node ${name}.js`, workingDirectory: servicesFolder };
}

async function told({ session }: ServiceUnderDiagnosis, { path, description, site }: Diagnosed) {
  const statement = site === null ? null : statementOf(site);
  const mode =
    description === null ? 'file-descriptor' : modeOf(description, path, await readHoldings(session, description));
  return { mode, line: statement?.url.includes('/services/detectors/') === true ? statement.line : null };
}
