import { createServer } from 'node:http';
import { QuoteBook, rates } from './lib/quotes.mjs';

const book = new QuoteBook(300);
let number = 0;

async function parse(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks));
}

createServer(async (request, response) => {
  const send = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  const [, scope, name] = request.url.split('?')[0].split('/');
  try {
    switch (`${request.method} /${scope}`) {
      case 'GET /':
        return send(200, { rates: Object.keys(rates) });
      case 'POST /quotes': {
        const { metres, boxes = 1 } = await parse(request);
        if (!(metres > 0) || metres > 10_000) return send(422, { error: 'metres' });
        return send(201, book.open(`Q-${++number}`, { metres, boxes }));
      }
      case 'GET /quotes': {
        const quote = name === undefined ? book.latest(5) : book.show(name);
        return quote === null ? send(404, { error: 'no such quote' }) : send(200, quote);
      }
      case 'PUT /rates': {
        if (!Object.hasOwn(rates, name)) return send(404, { error: 'no such rate' });
        rates[name].value = Number((await parse(request)).value);
        return send(200, { [name]: rates[name].value });
      }
      default:
        return send(404, { error: 'not found' });
    }
  } catch (error) {
    send(400, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
