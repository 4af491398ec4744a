import { createServer } from 'node:http';
import { Rooms } from './lib/rooms.mjs';
import { TypingIndicators } from './lib/typing.mjs';

const known = new Set(['lobby', 'sales', 'support', 'random', 'releases']);
const rooms = new Rooms();
const typing = new TypingIndicators({ waitMs: 800 });

/** The widget collects what happens and sends it in one go, as guests are often on slow lines. */
function apply(room, guest, events) {
  const results = [];
  for (const event of events.slice(0, 50)) {
    if (event.type === 'key') {
      typing.keystroke(room, guest);
    } else if (event.type === 'message') {
      typing.sent(room, guest);
      results.push(rooms.post(room, guest, event.text).number);
    } else {
      results.push(null);
    }
  }
  return results;
}

async function json(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return JSON.parse(text);
}

function reply(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://chat.local');
  const [, scope, room, what] = url.pathname.split('/');
  if (url.pathname === '/') return reply(response, 200, { rooms: [...known] });
  if (scope !== 'rooms' || !known.has(room)) return reply(response, 404, { error: 'no such room' });
  try {
    if (request.method === 'POST' && what === 'events') {
      const { guest, events } = await json(request);
      if (typeof guest !== 'string' || !Array.isArray(events)) return reply(response, 400, { error: 'guest and events' });
      return reply(response, 200, { results: apply(room, guest, events), typing: typing.in(room) });
    }
    if (request.method === 'GET' && what === 'messages') {
      const after = Number(url.searchParams.get('after') ?? 0);
      return reply(response, 200, { messages: rooms.since(room, after), typing: typing.in(room) });
    }
    reply(response, 405, { error: 'not allowed' });
  } catch (error) {
    reply(response, error instanceof SyntaxError ? 400 : 500, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
