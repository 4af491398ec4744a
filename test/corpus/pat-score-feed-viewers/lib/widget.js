'use strict';
const { WebSocket } = require('ws');

/** The score of a match as the feed tells it to someone who begins to watch. */
exports.latest = (port, match) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/live`, { handshakeTimeout: 5000, headers: { 'user-agent': 'widget/2' } });
    let score = null;
    socket.once('open', () => socket.send(JSON.stringify({ type: 'watch', match })));
    socket.once('message', (data) => {
      score = JSON.parse(data);
      socket.close();
    });
    socket.once('error', reject);
    socket.once('close', () => (score ? resolve(score) : reject(new Error('no score'))));
  });
