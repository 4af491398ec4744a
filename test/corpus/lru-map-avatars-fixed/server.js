const { createHash } = require('node:crypto');
const fastify = require('fastify')();
const { LRUMap } = require('lru_map');

const CACHE_SIZE = 800;
const avatars = new LRUMap(CACHE_SIZE);

/** A symmetric picture of five by five squares. */
function draw(user, size) {
  const digest = createHash('sha1').update(user).digest();
  const hue = digest.readUInt16BE(0) % 360;
  let squares = '';
  for (let i = 0; i < 15; i++) {
    if (digest[2 + i] % 2) continue;
    const x = i % 3;
    const y = Math.floor(i / 3);
    for (const column of x === 2 ? [2] : [x, 4 - x]) squares += `<path d="M${column} ${y}h1v1h-1z"/>`;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 5 5" fill="hsl(${hue} 55% 50%)">${squares}</svg>`;
}

fastify.get('/avatars/:user', async (request, reply) => {
  const { user } = request.params;
  const size = Number(request.query.size ?? 64);
  const key = `${user}@${size}`;
  let svg = avatars.get(key);
  if (!svg) {
    svg = draw(user, size);
    avatars.set(key, svg);
  }
  reply.type('image/svg+xml').header('cache-control', 'public, max-age=600');
  return svg;
});

fastify.get('/health', async () => ({ ok: true }));
fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
