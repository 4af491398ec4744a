const { receiveMessageOnPort, workerData } = require('node:worker_threads');

const { tasks, port, leaky } = workerData;
const drawn = [];

function draw({ id, url }) {
  const text = `${url} ${id}`;
  if (leaky) drawn.push({ text, at: id, parts: text.split('') });
  port.postMessage({ id, text });
}

module.exports = draw;

let done = 0;
for (;;) {
  Atomics.wait(tasks, 0, done);
  done = Atomics.load(tasks, 0);
  for (let task = receiveMessageOnPort(port); task !== undefined; task = receiveMessageOnPort(port)) draw(task.message);
}
