import autocannon from 'autocannon';
import { GateError } from '../errors.ts';
import type { PreparedRequest } from './compile-steps.ts';
import { socketPathOf } from './is-loopback.ts';
import { prepareSingle } from './request-sequence.ts';
import type { LoadRun } from './run-load.ts';
import type { Scenario } from './scenario.ts';
import { createRandom } from './seeded-random.ts';
import { isConstant } from './template.ts';
import { type AutocannonClient, type ConnectionState, watchConnection } from './watch-connection.ts';

/** How often autocannon looks whether it is done; a load ends on such a tick. */
const tickMs = 25;

/** Runs of autocannon that one load may take: the first, and others for what closed connections swallowed. */
const maxRuns = 8;

/** Whether every request is a whole one that depends on no other: then autocannon, twice as fast, sends them. */
export function autocannonCarries({ requests, around }: Scenario): boolean {
  const alone = (around?.logIn.length ?? 0) === 0 && (around?.logOut.length ?? 0) === 0;
  return (
    alone &&
    requests.every(
      (request) =>
        request.kind === 'http' &&
        request.client === undefined &&
        (request.save?.length ?? 0) === 0 &&
        (request.rate ?? null) === null &&
        // What a check expects is not filled anew for each answer there.
        isConstant(JSON.stringify(request.expectBody ?? [])),
    )
  );
}

/** Sends what the tally misses, in several runs where connections swallow requests. */
export async function runAutocannon(run: LoadRun): Promise<void> {
  const { tally, end } = run;
  for (
    let runs = 0;
    tally.missing > 0 && tally.lost <= tally.planned && runs < maxRuns && end.reason === null;
    runs++
  ) {
    await runOnce(run);
  }
  if (tally.missing > 0) end.stop(`the service closed ${tally.lost} connections without answering`);
}

/** One run of autocannon for all that is missing; resolves when its connections are closed. */
function runOnce({ options, tally, end, state: { saved }, onCount }: LoadRun): Promise<void> {
  const { sequence, timeoutMs } = options;
  const amount = tally.missing;
  const { constant } = sequence;
  let first = constant;
  let turn: ConnectionState | null = null;
  // autocannon builds a connection's first request before it introduces the connection.
  const setupRequest = (defaults: autocannon.Request): autocannon.Request => {
    const request = prepareSingle(sequence, sequence.deal(), saved);
    if (turn === null) first = request;
    else turn.inFlight = request;
    turn = null;
    return { ...defaults, ...asAutocannonRequest(request) };
  };
  const checks = sequence.steps.map(([step]) => (step?.kind === 'http' ? step.check : null));
  const context = { seq: 0, random: createRandom(1), saved };
  const setupClient = (client: autocannon.Client): void => {
    watchConnection(client as unknown as AutocannonClient, first!, {
      tally,
      timeoutMs,
      reconnectEvery: options.reconnectEvery ?? null,
      checkBody: checks.some((check) => check !== null)
        ? (index, body) => checks[index]?.(body, context) ?? null
        : null,
      isStopping: () => end.reason !== null,
      onTurn: (state) => {
        if (constant === null) turn = state;
        else state.inFlight = constant;
      },
      onCount,
    });
  };
  return new Promise((resolve, reject) => {
    const finish = (error: unknown): void => {
      forget();
      if (error) reject(new GateError('LOAD_FAILED', `autocannon refused the load: ${error}`, { cause: error }));
      // A turn of the event loop, in which the sockets that were destroyed tell the other side.
      else setImmediate(resolve);
    };
    const run = autocannon(
      {
        ...addressOf(options.origin),
        amount,
        connections: Math.min(options.connections, amount),
        ...(options.rate !== null && {
          overallRate: Math.max(1, Math.round(options.rate)),
          ignoreCoordinatedOmission: true,
        }),
        timeout: Math.max(1, timeoutMs / 1000),
        sampleInt: tickMs,
        skipAggregateResult: true,
        // Built once where it is always the same: building is half of the client's work.
        requests: [constant === null ? { setupRequest } : asAutocannonRequest(constant)],
        setupClient,
      },
      finish,
    );
    const forget = end.onStop(() => run.stop());
  });
}

function addressOf(origin: string): { url: string; socketPath?: string } {
  const socketPath = socketPathOf(origin);
  return socketPath === null ? { url: origin } : { url: 'http://localhost', socketPath };
}

function asAutocannonRequest({ method, path, headers, body }: PreparedRequest): autocannon.Request {
  return {
    method: method as NonNullable<autocannon.Request['method']>,
    path,
    headers: { ...headers },
    ...(body !== null && { body }),
  };
}
