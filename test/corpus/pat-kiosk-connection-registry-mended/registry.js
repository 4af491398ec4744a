'use strict';

/** Who is connected: shown on the operators' screen, and asked when a kiosk is to be cut off. */
class ConnectionRegistry {
  #byNumber = new Map();
  #accepted = 0;

  attach(server) {
    server.on('connection', (socket) => this.#onConnection(socket));
  }

  #onConnection(socket) {
    this.#accepted++;
    const entry = {
      number: this.#accepted,
      since: new Date(),
      peer: `${socket.remoteAddress}:${socket.remotePort}`,
      requests: 0,
      lastPath: null,
    };
    socket.setNoDelay(true);
    socket.kiosk = entry;
    this.#byNumber.set(entry.number, entry);
    socket.on('close', () => {
      this.#byNumber.delete(entry.number);
    });
  }

  touch(socket, path) {
    socket.kiosk.requests++;
    socket.kiosk.lastPath = path;
  }

  summary() {
    let requests = 0;
    let oldest = null;
    for (const entry of this.#byNumber.values()) {
      requests += entry.requests;
      if (!oldest || entry.since < oldest) oldest = entry.since;
    }
    return { accepted: this.#accepted, requests, oldest };
  }
}

module.exports = { ConnectionRegistry };
