import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { profileAllocations } from '../../src/diagnosis/allocation-profile.ts';
import type { DiagnosisSession } from '../../src/diagnosis/diagnosis-session.ts';
import { findGrowthSites } from '../../src/diagnosis/find-growth-sites.ts';
import type { SiteTarget } from '../../src/diagnosis/site-target.ts';
import { EngineCore } from '../../src/engine/engine-core.ts';
import type { GrowthDescription } from '../../src/growth/describe-growth.ts';
import type { GrowthSite } from '../../src/growth/growth-site.ts';
import type { MovingPath } from '../../src/growth/moving-paths.ts';
import { type InspectorSession, withInspector } from '../../src/inspector/inspector-session.ts';
import { createSequence } from '../../src/load/request-sequence.ts';
import { plainRequest } from '../../src/load/scenario.ts';
import { sendEach } from '../../src/load/send-each.ts';
import { freePort } from '../../src/service/free-port.ts';
import { withService } from '../../src/service/with-service.ts';

export const routesFile = fileURLToPath(new URL('../services/diagnosis/routes.js', import.meta.url));

export interface Diagnosed {
  readonly path: MovingPath | null;
  readonly description: GrowthDescription | null;
  readonly site: GrowthSite | null;
}

export interface ServiceUnderDiagnosis {
  readonly session: InspectorSession;
  request(route: string, times: number): Promise<void>;
  /** Measures rounds of `route` against a baseline and finds the sites of everything that grew in each of them. */
  /** Finds the sites of given targets only. */
  findSites(route: string, targets: readonly SiteTarget[]): Promise<Map<string, GrowthSite>>;
  diagnose(route: string, extra?: readonly SiteTarget[]): Promise<Diagnosed[]>;
  /** The same without looking for sites. */
  measureGrowth(route: string): Promise<{ path: MovingPath; description: GrowthDescription | null }[]>;
}

const PER_ROUND = 15;
const ROUNDS = 2;

/** Boots a service with the inspector open, as the gate does, and diagnoses growth without judging it. */
export async function withServiceUnderDiagnosis(
  settings: { major: string; command?: string; workingDirectory?: string },
  body: (service: ServiceUnderDiagnosis) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const binFolder = resolve(import.meta.dirname, `../../node_modules/node${settings.major}/bin`);
  const controller = new AbortController();
  await withService(
    {
      source: {
        command: settings.command ?? 'node routes.js',
        workingDirectory: settings.workingDirectory ?? dirname(routesFile),
        env: { PORT: String(port), PATH: `${binFolder}:${process.env['PATH']}` },
      },
      origin,
      readyUrl: `${origin}/`,
      readyTimeoutMs: 20_000,
      onOutput: () => undefined,
      stopGraceMs: 500,
      signal: controller.signal,
    },
    (service) =>
      withInspector(service.inspectorUrl, { signal: controller.signal }, async (session) => {
        const request = async (route: string, times: number): Promise<void> => {
          const wanted = plainRequest({ method: 'GET', path: `/${route}`, expectStatus: [[200, 299]] });
          const sequence = createSequence({ requests: [wanted], seed: 1 });
          for (let i = 0; i < times; i++) await sendEach({ origin, sequence, timeoutMs: 10_000 });
        };
        await body({
          session,
          request,
          findSites: (route, targets) => findSites(session, request, route, targets),
          diagnose: (route, extra) => diagnose(session, request, route, extra),
          measureGrowth: (route) => measureGrowth(session, request, route),
        });
      }),
  );
}

const REQUESTS = { few: 3, enough: 12, many: 12 };

async function findSites(
  session: InspectorSession,
  request: (route: string, times: number) => Promise<void>,
  route: string,
  targets: readonly SiteTarget[],
): Promise<Map<string, GrowthSite>> {
  const diagnosis: DiagnosisSession = {
    client: session.client,
    scripts: () => session.scripts(),
    requests: REQUESTS,
    load: async (amount) => {
      await request(route, REQUESTS[amount]);
      return REQUESTS[amount];
    },
    settle: async () => void (await session.settle()),
  };
  return await findGrowthSites(diagnosis, targets, () => profileAllocations(diagnosis, 0));
}

async function measureGrowth(
  session: InspectorSession,
  request: (route: string, times: number) => Promise<void>,
  route: string,
): Promise<{ path: MovingPath; description: GrowthDescription | null }[]> {
  const engine = new EngineCore();
  const snapshot = async (): Promise<void> => {
    await session.settle();
    engine.begin();
    await session.takeSnapshot((chunk) => engine.write(chunk));
    engine.end();
  };
  await request(route, PER_ROUND);
  await session.settle();
  await session.takeSnapshot(() => undefined);
  await snapshot();
  for (let round = 0; round < ROUNDS; round++) {
    await request(route, PER_ROUND);
    await snapshot();
  }
  const grown = engine.view().moving.filter(growsSteadily);
  const keys = new Set(grown.map(({ key }) => key));
  const topmost = grown.filter(({ movingAncestors }) => !movingAncestors.some((key) => keys.has(key)));
  const descriptions = engine.describe(topmost.map(({ key }) => key));
  return topmost.map((path, i) => ({ path, description: descriptions[i] ?? null }));
}

async function diagnose(
  session: InspectorSession,
  request: (route: string, times: number) => Promise<void>,
  route: string,
  extra: readonly SiteTarget[] = [],
): Promise<Diagnosed[]> {
  const grown = await measureGrowth(session, request, route);
  const targets = grown.flatMap(({ path, description }): SiteTarget[] =>
    description === null ? [] : [{ key: path.key, kind: 'container', description }],
  );
  const sites = await findSites(session, request, route, [...targets, ...extra]);
  return [
    ...grown.map(({ path, description }) => ({ path, description, site: sites.get(path.key) ?? null })),
    ...extra.map(({ key }) => ({ path: null, description: null, site: sites.get(key) ?? null })),
  ];
}

/** At least half an object a request, or, of texts, bytes in step with the requests: what the gate tracks. */
function growsSteadily({ objects, shallowBytes, labels }: MovingPath): boolean {
  const steps = (series: readonly number[]): number[] => series.slice(1).map((value, i) => value - series[i]!);
  const isText = /\|(string|bigint)$/.test(labels.at(-1)!);
  if (isText && objects.at(-1) === objects[0]) return steps(shallowBytes).every((gain) => gain >= PER_ROUND);
  return steps(objects).every((gain) => gain >= PER_ROUND / 2);
}

/** Line (0-based) of each statement marked `// SITE name`. */
export function markedLines(file: string): Map<string, number> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Map(
    lines.flatMap((text, line) => {
      const mark = /\/\/ SITE ([\w-]+)$/.exec(text);
      return mark === null ? [] : [[mark[1]!, line] as const];
    }),
  );
}

/** The innermost frame that is not Node's own. */
export function statementOf(site: Pick<GrowthSite, 'frames'>): { url: string; line: number; column: number } | null {
  return site.frames.find(({ url }) => url !== '' && !url.startsWith('node:')) ?? null;
}
