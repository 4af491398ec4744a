import { request } from 'node:http';
import { GateError } from '../errors.ts';

const ANSWER_TIMEOUT_MS = 5000;
const LONGEST_ANSWER = 1024 * 1024;

/**
 * The WebSocket URLs of the sessions that an inspector offers, from `GET /json/list` of its HTTP address (`host` may be
 * `127.0.0.1` or `[::1]`). They are given with that very host and port: behind a published container port the inspector
 * itself may name others. INSPECTOR_FAILED when nothing answers or the answer is no inspector's.
 */
export async function listTargets(inspector: URL): Promise<string[]> {
  const text = await getText(new URL('/json/list', inspector)).catch((cause: unknown) => {
    throw noInspector(inspector, cause instanceof Error ? cause.message : String(cause), cause);
  });
  const targets = parseTargets(text);
  if (targets === null) throw noInspector(inspector, 'its answer is not the list of an inspector');
  return targets.map((url) => {
    const target = new URL(url);
    target.host = inspector.host;
    return target.href;
  });
}

function parseTargets(text: string): string[] | null {
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(rows)) return null;
  const urls = rows.map((row: { webSocketDebuggerUrl?: unknown } | null) => row?.webSocketDebuggerUrl);
  return urls.filter((url): url is string => typeof url === 'string' && /^wss?:\/\//.test(url) && URL.canParse(url));
}

function getText(url: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const get = request(
      url,
      { agent: false, headers: { connection: 'close' }, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
          if (text.length > LONGEST_ANSWER) response.destroy(new Error('the answer is too long'));
        });
        response.once('end', () =>
          response.statusCode === 200 ? resolve(text) : reject(new Error(`it answered ${response.statusCode}`)),
        );
        response.once('error', reject);
      },
    );
    get.once('error', reject);
    get.end();
  });
}

function noInspector(inspector: URL, reason: string, cause?: unknown): GateError {
  return new GateError('INSPECTOR_FAILED', `No inspector answers at ${inspector.href}: ${reason.replace(/\.$/, '')}.`, {
    hint: 'Start the service with node --inspect=127.0.0.1:9229 and give attach that address, or the ws:// address that it prints.',
    cause,
  });
}
