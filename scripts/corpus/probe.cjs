'use strict';
// Preloaded into a corpus service by measure.ts: answers each message with a reading of its memory after collections.
const fs = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

// It stays on: flags are the process's, and another thread that begins just now would find none.
v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

process.on('message', async () => {
  for (let collection = 0; collection < 6; collection++) {
    gc();
    await pause(30);
  }
  gc();
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  process.send({ heapUsed, external, arrayBuffers, rss, rssAnon: anonymousRss() ?? rss, fds: descriptors() });
});
// Worker threads preload it too, without a channel.
process.channel?.unref();

function anonymousRss() {
  try {
    return 1024 * Number(/RssAnon:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return null;
  }
}

function descriptors() {
  try {
    return fs.readdirSync('/proc/self/fd').length;
  } catch {
    return null;
  }
}
