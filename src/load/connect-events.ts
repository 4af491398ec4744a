import { createParser } from 'eventsource-parser';
import { within } from '../within.ts';
import { HttpConnection } from './http-connection.ts';
import type { SessionPlan } from './open-sessions.ts';
import type { Wire, WireEvents } from './session-wire.ts';

/** Opens a stream of server-sent events. Throws for a header value that is not allowed. */
export function connectEvents({ origin, request }: SessionPlan, events: WireEvents): Wire {
  const connection = new HttpConnection(origin);
  const sent = connection.begin(request);
  let hasEnded = false;
  const closed = new Promise<void>((resolve) => void sent.once('close', resolve));
  sent.on('error', (error: NodeJS.ErrnoException) => events.ended(error.code ?? error.message, false));
  sent.on('response', (response) => {
    const type = response.headers['content-type'] ?? 'no content type';
    if (response.statusCode !== 200) return events.ended(`answered with ${response.statusCode}`, true);
    if (!type.startsWith('text/event-stream'))
      return events.ended(`answered with ${type}, not text/event-stream`, true);
    const parser = createParser({ onEvent: ({ data }) => events.message(data) });
    response.setEncoding('utf8');
    response.on('data', (text: string) => parser.feed(text));
    response.on('error', (error: NodeJS.ErrnoException) => events.ended(error.code ?? error.message, true));
    response.on('end', () => {
      hasEnded = true;
      events.ended('ended by the service', true);
    });
    events.opened();
  });
  sent.end();
  const cut = (): void => {
    sent.destroy();
    connection.close();
  };
  return {
    cut,
    // An EventSource ends by closing its connection; there is no farewell.
    async close(limitMs) {
      if (sent.destroyed || hasEnded) return 'the stream was ended by the service';
      cut();
      return (await within(closed, limitMs)) ? null : `the stream was not closed within ${limitMs / 1000} s`;
    },
  };
}
