import { get } from 'node:http';

/** Reads the beginning of a statement and lets the rest be. */
export function firstLines(port, account, count) {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: `/statements/${account}`, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', () => {});
      response.on('data', (part) => {
        text += part;
        const lines = text.split('\n');
        if (lines.length <= count) return;
        request.destroy();
        resolve(lines.slice(0, count));
      });
      response.on('end', () => resolve(text.split('\n')));
    });
    request.on('error', reject);
  });
}
