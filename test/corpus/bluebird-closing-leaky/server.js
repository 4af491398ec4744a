const express = require('express');
const Promise = require('bluebird');

const rooms = new Map([['a', 12], ['b', 40], ['c', 8]]);

const closing = new Promise((resolve, reject) => {
  process.once('SIGTERM', () => {
    reject(new Error('the service is going down'));
    server.close();
  });
});
closing.catch(() => {});

function freeSeats(room, day) {
  return Promise.delay(1).then(() => {
    const seats = rooms.get(room);
    if (seats === undefined) throw Object.assign(new Error('no such room'), { status: 404 });
    const taken = (day.charCodeAt(0) * 7) % seats;
    return { room, day, seats, free: seats - taken };
  });
}

const app = express();

app.get('/rooms/:room/:day', (req, res, next) => {
  Promise.race([freeSeats(req.params.room, req.params.day), closing])
    .then((answer) => res.json(answer))
    .catch(next);
});

app.get('/health', (req, res) => res.json({ ok: closing.isPending() }));

app.use((error, req, res, next) => {
  res.status(error.status ?? 503).json({ error: error.message });
});

const server = app.listen(process.env.PORT, '127.0.0.1');
