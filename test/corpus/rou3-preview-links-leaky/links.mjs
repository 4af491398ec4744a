import { randomBytes } from 'node:crypto';
import { addRoute, createRouter, findRoute, removeRoute } from 'rou3';

const links = createRouter();
const stats = { published: 0, opened: 0 };

addRoute(links, 'GET', '/p/help', { html: '<h1>How previews work</h1>', once: false });
addRoute(links, 'GET', '/p/themes/:theme', { html: '<h1>Theme</h1>', once: false });

export function publish({ title, paragraphs }) {
  const path = `/p/${randomBytes(9).toString('base64url')}`;
  const html = `<!doctype html><title>${title}</title><h1>${title}</h1>${paragraphs.map((p) => `<p>${p}</p>`).join('')}`;
  addRoute(links, 'GET', path, { html, once: true });
  stats.published++;
  return path;
}

export function open(path) {
  const match = findRoute(links, 'GET', path);
  if (!match) return undefined;
  if (match.data.once) removeRoute(links, 'GET', path);
  stats.opened++;
  return match.data.html;
}

export const summary = () => ({ ...stats });
