const net = require('node:net');

const message = (type, body = Buffer.alloc(0)) => {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const int16 = (n) => { const b = Buffer.alloc(2); b.writeInt16BE(n); return b; };
const int32 = (n) => { const b = Buffer.alloc(4); b.writeInt32BE(n); return b; };
const ready = message('Z', Buffer.from('I'));
const rowDescription = message('T', Buffer.concat([int16(1), Buffer.from('total\0'), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]));
const dataRow = (text) => message('D', Buffer.concat([int16(1), int32(Buffer.byteLength(text)), Buffer.from(text)]));

// Just enough of protocol 3.0 for the extended query flow.
function startMockPostgres() {
  const server = net.createServer((socket) => {
    socket.setNoDelay(true);
    let started = false;
    let pending = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      pending = pending.length ? Buffer.concat([pending, chunk]) : chunk;
      for (;;) {
        const at = started ? 1 : 0;
        if (pending.length < at + 4) return;
        const length = pending.readInt32BE(at) + at;
        if (pending.length < length) return;
        const type = started ? String.fromCharCode(pending[0]) : 'startup';
        pending = pending.subarray(length);
        if (type === 'startup') {
          started = true;
          socket.write(Buffer.concat([message('R', int32(0)), ready]));
        } else if (type === 'P') socket.write(message('1'));
        else if (type === 'B') socket.write(message('2'));
        else if (type === 'D') socket.write(rowDescription);
        else if (type === 'E') setTimeout(() => socket.write(Buffer.concat([dataRow('42'), message('C', Buffer.from('SELECT 1\0')), ready])), 1);
        else if (type === 'X') socket.end();
      }
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
}

module.exports = { startMockPostgres };
