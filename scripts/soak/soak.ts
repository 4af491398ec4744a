import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type GateOutcome, gateCase } from '../corpus/gate-case.ts';
import { fingerprintOf, keptRuns } from '../kept-runs.ts';
import type { SoakRun } from './soak-run.ts';
import { type SoakService, soakServices } from './soak-services.ts';
import { soakTable } from './soak-table.ts';

// Runs the built gate, with its defaults, on ordinary services that do not leak, again and again: no run may call one leaky.
//   npm run soak [-- --runs 20] [--filter express,koa] [--node 20,22,24] [--cli FILE] [--show]
// Every run is kept, so that an interrupted soak goes on where it stopped; a rebuilt gate starts from nothing.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    filter: { type: 'string' },
    node: { type: 'string', default: '20,22,24' },
    cli: { type: 'string', default: fileURLToPath(new URL('../../dist/cli.js', import.meta.url)) },
    show: { type: 'boolean', default: false },
  },
});

const wanted = Number(values.runs);
if (!Number.isInteger(wanted) || wanted < 1) fail(`--runs ${values.runs}: expected a whole number of at least 1`);
const nodes = values.node.split(',');
const services = await soakServices(values.filter?.split(',') ?? null);
if (services.length === 0) fail(`no service matches ${values.filter}`);
const cli = resolve(values.cli);
const gate = await fingerprintOf(cli).catch((error: Error) => fail(error.message));
const runs = await keptRuns<SoakRun>('soak', gate);

if (!values.show) {
  for (let number = 1; number <= wanted; number++) {
    for (const service of services) for (const node of nodes) await runOnce(service, node, number);
  }
}
const names = services.map(({ name }) => name);
const shown = runs.all.filter(({ service, node }) => names.includes(service) && nodes.includes(node));
console.log(`\n${soakTable(shown, names, nodes, wanted)}`);
const wrong = shown.filter(({ conclusion }) => conclusion !== 'pass');
for (const { service, node, number, conclusion, because } of wrong)
  console.log(`${service}, Node ${node}, run ${number}: ${conclusion ?? 'no report'}: ${because.join(' ')}`);
process.exitCode = wrong.length === 0 ? 0 : 1;

async function runOnce(service: SoakService, node: string, number: number): Promise<void> {
  if (runs.all.some((run) => run.service === service.name && run.node === node && run.number === number)) return;
  const outcome = await gateCase(service, await service.install(), { cli, nodeMajor: node });
  const run = runOf(outcome, service.name, node, number);
  await runs.add(run);
  const { conclusion, seconds, because } = run;
  const line = `${number}/${wanted}  ${service.name.padEnd(22)} Node ${node}  ${conclusion ?? 'no report'}  ${seconds.toFixed(1)} s`;
  console.log(conclusion === 'pass' ? line : `${line}  ${because.join(' ')}`);
}

function runOf({ report, seconds, output }: GateOutcome, service: string, node: string, number: number): SoakRun {
  return {
    gate,
    service,
    node,
    number,
    conclusion: report?.verdict.conclusion ?? null,
    seconds,
    requests: report?.load.requests ?? 0,
    because: report?.verdict.because ?? output.trim().split('\n').slice(-3),
    rounds: report?.rounds ?? [],
  };
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
