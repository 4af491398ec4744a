'use strict';
const { presence } = require('./presence');

const gauges = { online: 0, byPlatform: {}, byScreen: {}, at: null };

function collect() {
  const byPlatform = {};
  const byScreen = {};
  let online = 0;
  for (const id of presence.ids()) {
    const client = presence.get(id);
    online++;
    byPlatform[client.platform] = (byPlatform[client.platform] ?? 0) + 1;
    byScreen[client.screen] = (byScreen[client.screen] ?? 0) + 1;
  }
  Object.assign(gauges, { online, byPlatform, byScreen, at: new Date().toISOString() });
}

setInterval(collect, 1500).unref();

module.exports = { gauges };
