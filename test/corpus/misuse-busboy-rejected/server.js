const { createHash } = require('node:crypto');
const fastify = require('fastify')();
const busboy = require('busboy');
const quarantine = require('./quarantine');

const allowed = new Set(['image/png', 'application/pdf']);
const signatures = { 'image/png': 'PNG', 'application/pdf': '%PDF' };

fastify.addContentTypeParser('multipart/form-data', (request, payload, done) => done(null, payload));

function receive(request, tenant) {
  return new Promise((resolve, reject) => {
    const form = busboy({ headers: request.headers, limits: { files: 1, fileSize: 64 * 1024 } });
    let file = null;
    form.on('file', (field, stream, info) => {
      file = quarantine.open(tenant, info.filename, info.mimeType);
      stream.on('data', (chunk) => quarantine.append(file, chunk));
    });
    form.on('close', () => resolve(file));
    form.on('error', reject);
    request.raw.pipe(form);
  });
}

fastify.get('/health', async () => 'ok');
fastify.post('/tenants/:tenant/attachments', async (request, reply) => {
  const file = await receive(request, request.params.tenant);
  if (!file || !allowed.has(file.mime)) {
    return reply.code(415).send({ error: 'only PNG and PDF' });
  }
  if (!file.parts[0] || !file.parts[0].includes(signatures[file.mime])) {
    return reply.code(422).send({ error: `${file.name} is not what it says` });
  }
  const content = quarantine.release(file);
  return { name: file.name, bytes: content.length, sha1: createHash('sha1').update(content).digest('hex') };
});
fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
