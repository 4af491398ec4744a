'use strict';
const { BroadcastChannel } = require('node:worker_threads');

const NAME = 'cache-invalidation';
const publisher = new BroadcastChannel(NAME);
publisher.unref();

function publish(topic, key) {
  publisher.postMessage({ topic, key, at: Date.now() });
}

/** Waits for the next change of a topic; undefined when none comes in time. */
function nextChange(topic, ms) {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(NAME);
    channel.unref();
    const timer = setTimeout(() => resolve(undefined), ms);
    channel.onmessage = ({ data }) => {
      if (data.topic !== topic) return;
      clearTimeout(timer);
      channel.close();
      resolve(data);
    };
  });
}

module.exports = { publish, nextChange };
