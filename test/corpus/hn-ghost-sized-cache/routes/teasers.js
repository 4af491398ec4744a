import { Hono } from 'hono';
import { GhostCache } from '../lib/ghost-cache.js';

const LANGUAGES = ['de', 'en', 'fr', 'it', 'nl', 'pl', 'es', 'pt'];
const words = 'garden kitchen winter travel family market weekend recipe stadium theatre'.split(' ');

function teaser(slug, language) {
  let seed = slug.length * 31 + LANGUAGES.indexOf(language);
  for (const letter of slug) seed = (Math.imul(seed, 33) + letter.charCodeAt(0)) >>> 0;
  const title = [0, 1, 2].map((n) => words[(seed >> (n * 3)) % words.length]).join(' ');
  return { slug, language, title, lead: `${title}: what our readers say about ${slug}`, minutes: 2 + (seed % 9) };
}

export function teasers({ min, max }) {
  const cache = new GhostCache({ min, max });
  const app = new Hono();

  app.get('/:language/teasers/:slug', (c) => {
    const { language, slug } = c.req.param();
    if (!LANGUAGES.includes(language)) return c.json({ error: 'no such language' }, 404);
    return c.json(cache.get(`${language}/${slug}`, () => teaser(slug, language)));
  });
  app.get('/cache', (c) => c.json(cache.stats));
  return app;
}
