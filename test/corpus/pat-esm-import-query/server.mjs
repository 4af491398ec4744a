import { createServer } from 'node:http';

createServer(async (req, res) => {
  // Meant to read the texts anew after a deployment.
  const { default: texts } = await import('./texts.mjs?at=' + performance.now());
  res.end(texts.hello);
}).listen(process.env.PORT, '127.0.0.1');
