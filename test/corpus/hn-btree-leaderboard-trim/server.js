const http = require('node:http');
const { default: BTree } = require('sorted-btree');

class Board {
  static get most() {
    return 6 * 1000;
  }
  constructor(name) {
    this.name = name;
    this.tree = new BTree(undefined, (a, b) => a.points - b.points || a.serial - b.serial);
    this.serial = 0;
  }
  add(player, points) {
    const key = { points, serial: ++this.serial };
    this.tree.set(key, { player, at: Date.now(), region: player.slice(0, 2) });
    while (this.tree.size > Board.most) this.tree.delete(this.tree.minKey());
    return { kept: this.tree.has(key), last: this.tree.minKey().points };
  }
  top(count) {
    const list = [];
    for (const [{ points }, entry] of this.tree.entriesReversed()) {
      list.push({ points, ...entry });
      if (list.length === count) break;
    }
    return list;
  }
}

const boards = { sprint: new Board('sprint'), endless: new Board('endless') };

http
  .createServer(async (req, res) => {
    const [, kind, name] = req.url.split(/[/?]/);
    const board = boards[name];
    res.setHeader('content-type', 'application/json');
    if (kind !== 'boards' || !board) {
      res.statusCode = 404;
      return res.end('{}');
    }
    if (req.method === 'POST') {
      let text = '';
      for await (const chunk of req) text += chunk;
      const { player } = JSON.parse(text);
      return res.end(JSON.stringify(board.add(player, Math.floor(Math.random() ** 2 * 1e6))));
    }
    res.end(JSON.stringify({ board: board.name, entries: board.tree.size, top: board.top(10) }));
  })
  .listen(process.env.PORT, '127.0.0.1');
