const http = require('node:http');
const { ServiceBroker } = require('moleculer');

const broker = new ServiceBroker({ logger: false, cacher: { type: 'MemoryLRU', options: { max: 3500, ttl: 10 } }, requestTimeout: 5000 });
const posts = new Map();
let lastId = 0;

broker.createService({
  name: 'posts',
  actions: {
    get: {
      cache: { keys: ['id'] },
      params: { id: { type: 'number', convert: true } },
      handler: ({ params }) => ({ id: params.id, post: posts.get(params.id) ?? null, related: Array.from({ length: 12 }, (_, n) => `post-${params.id + n}`) }),
    },
    create: {
      params: { title: 'string|min:1' },
      handler(ctx) {
        const post = { id: ++lastId, title: ctx.params.title, created: new Date() };
        posts.set(post.id, post);
        if (posts.size > 2000) posts.delete(posts.keys().next().value);
        if (lastId % 100 === 0) ctx.emit('posts.published', { upTo: lastId });
        return post;
      },
    },
  },
});
broker.createService({
  name: 'feeds',
  events: { 'posts.published': { handler() { return this.broker.cacher?.clean('feeds.**'); } } },
  actions: {
    latest: { cache: { keys: ['page'] }, handler: ({ params }) => [...posts.values()].slice(-10 * params.page).map(({ title }) => title) },
  },
});

let reads = 0;
const routes = {
  GET: () => {
    const id = Math.floor(reads++ / 2) + Math.floor(2500 * Math.random() ** 2);
    return reads % 10 === 0 ? broker.call('feeds.latest', { page: 1 + (reads % 7) }) : broker.call('posts.get', { id });
  },
  POST: (body) => broker.call('posts.create', JSON.parse(body)),
};

broker.start().then(() => {
  http.createServer(async (req, res) => {
    if (req.url === '/health') return res.end('ok');
    let body = '';
    for await (const chunk of req) body += chunk;
    try {
      const answer = await routes[req.method](body);
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify(answer));
    } catch (error) {
      res.statusCode = error.code >= 400 ? error.code : 500;
      res.end(error.message);
    }
  }).listen(process.env.PORT, '127.0.0.1');
});
