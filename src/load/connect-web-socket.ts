import { WebSocket } from 'ws';
import { within } from '../within.ts';
import { socketPathOf } from './is-loopback.ts';
import type { SessionPlan, SessionStep } from './open-sessions.ts';
import type { Wire, WireEvents } from './session-wire.ts';

/** Opens a WebSocket and sends its messages, each after those before it that are waited for. Throws for a header value or subprotocol that is not allowed. */
export function connectWebSocket(
  step: Extract<SessionStep, { kind: 'websocket' }>,
  { origin, request, messages, context, timeoutMs }: SessionPlan,
  events: WireEvents,
): Wire {
  const { ending, subprotocol } = step.exchange;
  const socket = new WebSocket(webSocketUrl(origin, request.path), subprotocol ?? [], {
    headers: { ...request.headers },
    handshakeTimeout: timeoutMs,
    rejectUnauthorized: false,
    perMessageDeflate: false,
  });
  const closed = new Promise<void>((resolve) => void socket.once('close', resolve));
  let at = 0;
  const sendOn = (): void => {
    for (let message = messages[at]; message?.kind === 'send'; message = messages[++at]) socket.send(message.data);
    if (at === messages.length) events.opened();
    else events.waits('nothing came');
  };
  const take = (text: string): void => {
    const awaited = messages[at];
    if (awaited?.kind !== 'wait') return;
    const problem = awaited.check(text, context);
    events.waits(problem);
    if (problem !== null) return;
    at++;
    sendOn();
  };
  socket.on('open', sendOn);
  socket.on('message', (data) => {
    const text = String(data);
    take(text);
    events.message(text);
  });
  socket.on('unexpected-response', (_, response) => events.ended(`answered with ${response.statusCode}`, true));
  socket.on('error', (error: NodeJS.ErrnoException) => events.ended(error.code ?? error.message, false));
  socket.on('close', (code) => events.ended(`closed by the service with code ${code}`, true));
  return {
    cut: () => socket.terminate(),
    async close(limitMs) {
      if (socket.readyState !== WebSocket.OPEN) return 'the session was ended by the service';
      if (ending === 'abort') socket.terminate();
      else socket.close(1000);
      if (await within(closed, limitMs)) return null;
      socket.terminate();
      return `the session was not closed within ${limitMs / 1000} s`;
    },
  };
}

/** `ws` takes the path of a Unix socket and that of the request apart by a colon. */
function webSocketUrl(origin: string, path: string): string {
  const socketPath = socketPathOf(origin);
  return socketPath === null ? `${origin.replace(/^http/, 'ws')}${path}` : `ws+unix:${socketPath}:${path}`;
}
