import { createHooks } from 'hookable';

export const hooks = createHooks();

hooks.hook('page:head', (head) => head.push('<meta charset="utf-8">'));
hooks.hook('page:head', (head) => head.push('<link rel="stylesheet" href="/site.css">'));

export async function page(title, body) {
  const head = [`<title>${title}</title>`];
  await hooks.callHook('page:head', head, title);
  return `<!doctype html><head>${head.join('')}</head><body>${body}</body>`;
}
