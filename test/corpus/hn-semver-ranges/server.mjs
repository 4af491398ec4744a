import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import semver from 'semver';

const releases = ['1.0.0', '1.4.2', '2.0.0', '2.3.1', '2.9.0', '3.0.0-rc.1', '3.1.0', '4.2.7'];

const app = new Hono();

app.get('/', (c) => c.json(releases));

app.get('/resolve', (c) => {
  const wanted = c.req.query('range') ?? '*';
  const range = semver.validRange(wanted);
  if (range === null) return c.json({ error: 'not a range' }, 400);
  return c.json({ range, version: semver.maxSatisfying(releases, wanted), all: releases.filter((each) => semver.satisfies(each, wanted)) });
});

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
