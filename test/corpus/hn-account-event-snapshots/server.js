const http = require('node:http');

const SNAPSHOT_AFTER = 160;
const streams = new Map();

const reducers = {
  deposited: (state, { cents }) => ({ ...state, balance: state.balance + cents }),
  withdrawn: (state, { cents }) => ({ ...state, balance: state.balance - cents }),
  renamed: (state, { name }) => ({ ...state, name }),
};

function streamOf(account) {
  let stream = streams.get(account);
  if (!stream) streams.set(account, (stream = { version: 0, snapshot: { account, name: '', balance: 0 }, events: [] }));
  return stream;
}

function stateOf(stream) {
  return stream.events.reduce((state, event) => reducers[event.type](state, event.data), stream.snapshot);
}

function append(account, type, data, meta) {
  const stream = streamOf(account);
  stream.events.push({ version: ++stream.version, type, data, meta: { ...meta, recorded: new Date().toISOString() } });
  if (stream.events.length % SNAPSHOT_AFTER === 0) {
    stream.snapshot = stateOf(stream);
    stream.events = [];
  }
  return stream;
}

async function bodyOf(req) {
  let text = '';
  for await (const chunk of req) text += chunk;
  return JSON.parse(text);
}

http
  .createServer(async (req, res) => {
    const [, root, account, what] = req.url.split('/');
    if (root !== 'accounts' || !/^\d{1,3}$/.test(account ?? '')) return res.writeHead(404).end();
    res.setHeader('content-type', 'application/json');
    if (req.method === 'POST' && reducers[what]) {
      const stream = append(account, what, await bodyOf(req), { agent: req.headers['user-agent'], correlation: req.headers['x-request-id'] });
      return res.end(JSON.stringify({ account, version: stream.version }));
    }
    const stream = streamOf(account);
    res.end(JSON.stringify({ ...stateOf(stream), version: stream.version }));
  })
  .listen(process.env.PORT, '127.0.0.1');
