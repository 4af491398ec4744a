const net = require('node:net');
const readline = require('node:readline');

// The simulator that also runs in development: one line asks, one line answers.
const shelves = { '4711': 12, '4712': 0, '4713': 93, '4714': 7 };
const simulator = net.createServer((socket) => {
  readline.createInterface({ input: socket }).on('line', (line) => {
    const [, number, article] = line.split(' ');
    const count = shelves[article];
    socket.write(count === undefined ? `${number} ERR unknown-article\r\n` : `${number} OK ${count}\r\n`);
  });
});

class UnknownArticle extends Error {}

class Warehouse {
  #asked = 0;
  #socket;
  #lines;

  constructor(port) {
    this.#socket = net.connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#lines = readline.createInterface({ input: this.#socket, crlfDelay: Infinity });
    this.#lines.setMaxListeners(0);
  }

  stock(article) {
    const number = ++this.#asked;
    const prefix = `${number} `;
    return new Promise((resolve, reject) => {
      const onLine = (line) => {
        if (!line.startsWith(prefix)) return;
        this.#lines.off('line', onLine);
        const [status, detail] = line.slice(prefix.length).split(' ');
        if (status !== 'OK') return reject(new UnknownArticle(`${article}: ${detail}`));
        resolve(Number(detail));
      };
      this.#lines.on('line', onLine);
      this.#socket.write(`STOCK ${number} ${article}\r\n`);
    });
  }
}

function connect() {
  return new Promise((resolve) => simulator.listen(0, '127.0.0.1', () => resolve(new Warehouse(simulator.address().port))));
}

module.exports = { connect, UnknownArticle };
