const { parentPort, workerData } = require('node:worker_threads');

const results = new Map();
parentPort.on('message', ({ id, url }) => {
  const text = `${url} ${id}`;
  if (workerData.leaky) results.set(id, { text, at: id });
  parentPort.postMessage({ id, text });
});
