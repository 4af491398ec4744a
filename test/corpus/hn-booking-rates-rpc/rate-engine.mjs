import net from 'node:net';
import { once } from 'node:events';

const methods = {
  flags: () => ({ 'weekend-surcharge': { enabled: true, share: 100 }, 'late-checkout': { enabled: false, share: 5 } }),
  quote: ({ hotel, nights, weekend }) => ({ cents: nights.length * (8900 + hotel.length * 100 + (weekend ? 500 : 0)), currency: 'EUR' }),
  hold: ({ hotel, room, guest }) => ({ hotel, room, guest, until: Date.now() + 600_000 }),
  // The property management systems of some houses are slow to answer or down.
  occupancy: ({ hotel, room }) => (hotel.startsWith('old-') ? undefined : { hotel, room, free: room.length % 2 === 0 }),
};

export async function startRateEngine() {
  const server = net.createServer((socket) => {
    let rest = '';
    socket.setEncoding('utf8').setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        const { id, method, params } = JSON.parse(line);
        const result = methods[method]?.(params);
        if (result !== undefined) socket.write(`${JSON.stringify({ id, result })}\n`);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
