const { Counter, Histogram, Registry, collectDefaultMetrics } = require('prom-client');

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Duration of requests by route',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
  registers: [registry],
});
const scans = new Counter({
  name: 'parcel_scans_total',
  help: 'Scans by depot, courier company and kind',
  labelNames: ['depot', 'courier', 'kind'],
  registers: [registry],
});
const weight = new Histogram({
  name: 'parcel_weight_kg',
  help: 'Weight of the parcels by depot and courier company',
  labelNames: ['depot', 'courier'],
  buckets: [0.5, 1, 2, 5, 10, 20, 31.5],
  registers: [registry],
});

module.exports = { registry, duration, scans, weight };
