const http = require('node:http');

class Recent {
  constructor(room) {
    this.room = room;
    this.entries = new Map();
  }
  set(key, value) {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.room) this.entries.delete(this.entries.keys().next().value);
  }
}

const reports = new Recent(3000);
let n = 0;
http.createServer((req, res) => {
  const id = ++n;
  setTimeout(() => {
    reports.set('report-' + id, { id, rows: Array.from({ length: 5 }, (_, i) => 'row ' + i + ' of ' + id) });
    res.end('report ' + id);
  }, 10);
}).listen(process.env.PORT, '127.0.0.1');
