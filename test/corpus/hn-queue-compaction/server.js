const http = require('node:http');

// Queues with a head index: what is done becomes null, and the array is cut when 1500 are done. One per shard.
const shards = Array.from({ length: 4 }, () => ({ queue: [], head: 0 }));
let n = 0;
http.createServer((req, res) => {
  const shard = shards[++n % shards.length];
  shard.queue.push({ res, at: Date.now() });
  setImmediate(() => {
    shard.queue[shard.head].res.end('ok');
    shard.queue[shard.head++] = null;
    if (shard.head > 1500) {
      shard.queue.splice(0, shard.head);
      shard.head = 0;
    }
  });
}).listen(process.env.PORT, '127.0.0.1');
