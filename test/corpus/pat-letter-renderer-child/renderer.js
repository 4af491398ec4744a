'use strict';
const { setImmediate: turn } = require('node:timers/promises');
const { compile } = require('./templates');

const running = Object.create(null);
const latest = [];

async function handle({ id, template, values }) {
  const job = { id, template, values, started: Date.now(), state: 'compiling' };
  running[`${template}#${id}`] = job;
  try {
    const page = compile(template);
    Object.assign(job, { state: 'rendering', template: template.toUpperCase() });
    await turn();
    process.send({ id, html: page(values) });
    latest.push({ id, template, ms: Date.now() - job.started });
    if (latest.length > 1200) latest.splice(0, 400);
  } catch (error) {
    process.send({ id, error: error.message });
  } finally {
    delete running[`${job.template}#${id}`];
  }
}

process.on('message', handle);
process.on('disconnect', () => process.exit());
