const bus = require('./bus');

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

bus.on('print', ({ id, text, width }) => {
  setImmediate(() => {
    const lines = text.match(/.{1,24}/g) ?? [''];
    const tspans = lines.map((line, i) => `<text x="8" y="${18 * (i + 1)}">${escape(line)}</text>`);
    bus.emit(`label:${id}`, `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${18 * lines.length + 8}">${tspans.join('')}</svg>`);
  });
});
