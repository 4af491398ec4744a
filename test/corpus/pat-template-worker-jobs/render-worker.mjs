import { parentPort } from 'node:worker_threads';

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => String(text).replace(/[&<>"]/g, (letter) => escapes[letter]);

function render(template, data) {
  let html = '';
  let from = 0;
  for (let at = template.indexOf('[['); at >= 0; at = template.indexOf('[[', from)) {
    const to = template.indexOf(']]', at);
    if (to < 0) throw new SyntaxError(`[[ at ${at} is not closed`);
    html += template.slice(from, at) + escape(data[template.slice(at + 2, to).trim()] ?? '');
    from = to + 2;
  }
  return html + template.slice(from);
}

parentPort.on('message', ({ id, template, data }) => {
  try {
    parentPort.postMessage({ id, html: render(template, data) });
  } catch (error) {
    parentPort.postMessage({ error: error.message });
  }
});
