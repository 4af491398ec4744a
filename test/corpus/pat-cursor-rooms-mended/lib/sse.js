'use strict';

/** An event stream of text/event-stream, with names and increasing ids. */
class EventStream {
  constructor(res) {
    this.res = res;
    this.id = 0;
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  }

  send(name, data) {
    this.res.write(`id: ${++this.id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  end() {
    this.res.end();
  }
}

module.exports = { EventStream };
