'use strict';
const { WebSocketServer, WebSocket } = require('ws');

const MATCHES = ['final', 'derby', 'cup'];

exports.attachFeed = (server) => {
  const scores = new Map(MATCHES.map((match) => [match, { match, home: 0, away: 0 }]));
  const viewers = new Map();
  let joined = 0;
  const sockets = new WebSocketServer({ server, path: '/live', perMessageDeflate: false });

  sockets.on('connection', (socket, req) => {
    const viewer = { number: ++joined, match: null, agent: req.headers['user-agent'] ?? 'unknown', since: Date.now() };
    socket.on('error', () => {});
    socket.on('message', (data) => {
      const message = JSON.parse(data);
      if (message.type === 'watch' && scores.has(message.match)) {
        viewer.match = message.match;
        viewers.set(viewer.number, viewer);
        viewer.send = (text) => socket.readyState === WebSocket.OPEN && socket.send(text);
        viewer.send(JSON.stringify(scores.get(message.match)));
      } else if (message.type === 'leave') {
        viewers.delete(viewer.number);
        socket.close(1000);
      }
    });
  });

  function goal(match, team) {
    const score = scores.get(match) ?? scores.get('final');
    score[team === 'away' ? 'away' : 'home'] = (score[team === 'away' ? 'away' : 'home'] + 1) % 10;
    return score;
  }

  return { goal, matches: () => [...scores.values()].map((score) => ({ ...score, viewers: viewers.size })) };
};
