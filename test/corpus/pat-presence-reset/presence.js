'use strict';
const { EventEmitter } = require('node:events');

/** Who is online, over plain upgraded connections: a line in, a line out. */
class Presence extends EventEmitter {
  members = new Map();
  #next = 1;

  attach(server) {
    server.on('upgrade', (req, socket) => this.#join(req, socket));
    return this;
  }

  #join(req, socket) {
    const { searchParams } = new URL(req.url, 'http://presence.local');
    const id = this.#next++;
    const member = { id, name: searchParams.get('name') ?? `guest-${id}`, room: searchParams.get('room') ?? 'lobby', since: Date.now(), lastSeen: Date.now(), socket };
    this.members.set(id, member);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: presence/1\r\nConnection: Upgrade\r\n\r\n');
    socket.on('data', (line) => {
      member.lastSeen = Date.now();
      if (line.toString('latin1').startsWith('PING')) socket.write('PONG\n');
    });
    socket.on('error', (error) => this.emit('trouble', member.name, error.code));
    socket.on('end', () => {
      this.members.delete(id);
      socket.end();
    });
  }

  countOf(room) {
    let count = 0;
    for (const member of this.members.values()) if (member.room === room && member.socket.writable) count++;
    return count;
  }
}

module.exports = { Presence };
