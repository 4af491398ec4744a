'use strict';

/** Cuts what a device sends into lines, wherever the packets end. */
class LineReader {
  constructor(onLine) {
    this.onLine = onLine;
    this.received = '';
    this.position = 0;
  }

  push(text) {
    this.received += text;
    for (;;) {
      const end = this.received.indexOf('\r\n', this.position);
      if (end === -1) break;
      const line = this.received.slice(this.position, end);
      this.position = end + 2;
      this.onLine(line);
    }
    this.received = this.received.slice(this.position);
    this.position = 0;
  }
}

module.exports = { LineReader };
