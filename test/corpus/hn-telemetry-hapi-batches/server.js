'use strict';
const Hapi = require('@hapi/hapi');
const Joi = require('joi');
const { BatchWriter } = require('./batch-writer');
const { DedupWindow } = require('./dedup');
const { MetricSet } = require('./metric-set');
const { requestLog } = require('./request-log');
const { exportReadings } = require('./export');

const reading = Joi.object({
  id: Joi.string().max(60).required(),
  site: Joi.string().pattern(/^site-\d+$/).required(),
  kind: Joi.string().valid('temperature', 'humidity', 'power', 'door', 'co2', 'noise').required(),
  value: Joi.number().required(),
});

async function main() {
  const server = Hapi.server({ port: Number(process.env.PORT), host: '127.0.0.1', compression: { minBytes: 1024 } });
  await server.register({ plugin: requestLog, options: { keep: 2500 } });

  const metrics = new MetricSet('readings', ['site', 'kind', 'result']);
  const dedup = new DedupWindow({ windowMs: 3000, slices: 6 });
  const recent = [];
  const writer = new BatchWriter({
    maxItems: 700,
    maxAgeMs: 1200,
    write: async (batch) => {
      await new Promise((resolve) => setTimeout(resolve, 8));
      recent.push({ at: Date.now(), count: batch.length, sites: new Set(batch.map(({ site }) => site)).size, sample: batch.slice(0, 40) });
      if (recent.length > 12) recent.shift();
    },
  });

  server.method('siteSummary', (site) => metrics.sumBy('kind', { site }), {
    cache: { expiresIn: 1500, generateTimeout: 500 },
    generateKey: (site) => site,
  });

  server.route([
    {
      method: 'POST',
      path: '/readings',
      options: { validate: { payload: Joi.array().items(reading).min(1).max(50) }, payload: { maxBytes: 128 * 1024 } },
      handler: (request, h) => {
        let accepted = 0;
        for (const item of request.payload) {
          const result = dedup.add(item.id) ? 'accepted' : 'duplicate';
          metrics.increment({ site: item.site, kind: item.kind, result });
          if (result === 'duplicate') continue;
          writer.add({ ...item, receivedAt: Date.now() });
          accepted++;
        }
        return h.response({ accepted, pending: writer.pending }).code(202);
      },
    },
    {
      method: 'GET',
      path: '/sites/{site}',
      handler: async (request) => ({ site: request.params.site, byKind: await server.methods.siteSummary(request.params.site) }),
    },
    {
      method: 'GET',
      path: '/export',
      handler: (request, h) => h.response(exportReadings(recent)).type('application/x-ndjson'),
    },
    { method: 'GET', path: '/metrics', handler: (request, h) => h.response(metrics.render()).type('text/plain') },
    { method: 'GET', path: '/status', handler: () => ({ pending: writer.pending, dedup: dedup.size, series: metrics.size, batches: recent.length }) },
  ]);

  server.events.on('stop', () => writer.flush());
  await server.start();
}

main();
