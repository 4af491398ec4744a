const http = require('node:http');
const { Queue } = require('./queue');

const thumbnails = new Queue('thumbnails', { concurrency: 8, attempts: 3, backoff: 4, removeOnComplete: { count: 2500 }, removeOnFail: { count: 300, age: 8000 } }, async (job) => {
  const { width, source } = job.data;
  await job.progress(50);
  if (source.endsWith('.tiff') && job.attempt < 2) throw new Error('worker ran out of slots');
  if (source.endsWith('.psd')) throw new TypeError('format is not supported');
  await job.progress(100);
  return { file: `${source}@${width}.webp`, bytes: width * 41 };
});

const json = (res, status, value) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

http
  .createServer(async (req, res) => {
    const [, root, id] = req.url.split('/');
    if (root !== 'jobs') return json(res, 404, { error: 'not found' });
    if (req.method === 'POST') {
      let text = '';
      for await (const chunk of req) text += chunk;
      const job = thumbnails.add(JSON.parse(text));
      return json(res, 202, { id: job.id, waiting: thumbnails.waiting.length });
    }
    if (id) {
      const job = thumbnails.find(Number(id));
      return job ? json(res, 200, job) : json(res, 404, { error: 'gone' });
    }
    json(res, 200, thumbnails.counts());
  })
  .listen(process.env.PORT, '127.0.0.1');
