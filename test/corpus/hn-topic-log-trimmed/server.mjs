import http from 'node:http';
import { Topic } from './topic.mjs';

const topics = { orders: new Topic(), parcels: new Topic() };

// How the consumers read: billing at once, search in batches, the archive rarely.
const consumers = [
  { name: 'billing', batch: 1, seen: 0, apply: ({ value }) => value.total ?? 0 },
  { name: 'search', batch: 60, seen: 0, apply: ({ key, value }) => `${key} ${value.text ?? ''}`.length },
  { name: 'archive', batch: 1100, seen: 0, apply: (message) => JSON.stringify(message).length },
];

function drain(topic) {
  for (const consumer of consumers) {
    for (;;) {
      const messages = topic.poll(consumer.name, consumer.batch);
      if (messages.length < consumer.batch) break;
      for (const message of messages) consumer.seen += consumer.apply(message) > 0 ? 1 : 0;
      topic.commit(consumer.name, messages.at(-1).offset + 1);
    }
  }
}

for (const topic of Object.values(topics)) for (const { name } of consumers) topic.subscribe(name);

http
  .createServer(async (req, res) => {
    const [, root, name] = req.url.split('/');
    const topic = root === 'topics' && Object.hasOwn(topics, name ?? '') ? topics[name] : null;
    if (!topic) return res.writeHead(404).end();
    res.setHeader('content-type', 'application/json');
    if (req.method === 'GET') return res.end(JSON.stringify({ ...topic.watermarks(), lag: topic.lag() }));
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    const { key, value } = JSON.parse(Buffer.concat(chunks));
    const offset = topic.publish(key, value, { trace: req.headers['x-trace'] });
    setImmediate(drain, topic);
    res.writeHead(201).end(JSON.stringify({ offset }));
  })
  .listen(process.env.PORT, '127.0.0.1');
