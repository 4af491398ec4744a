import { randomUUID } from 'node:crypto';

const LIFETIME_MS = 3000;

export class Tickets {
  #open = new Map();
  issued = 0;
  used = 0;
  expired = 0;

  issue(owner, file) {
    const ticket = { id: randomUUID(), owner, file, state: 'issued', issuedAt: Date.now(), note: `${owner} may upload ${file.name} (${file.bytes} bytes)` };
    this.#open.set(ticket.id, ticket);
    this.issued++;
    ticket.timer = setTimeout(() => this.#expire(ticket), LIFETIME_MS).unref();
    return ticket;
  }

  /** A ticket that is confirmed gets a number that can be read out on the telephone. */
  confirm(id) {
    const ticket = this.#open.get(id);
    if (!ticket) return null;
    ticket.state = 'confirmed';
    this.#open.delete(id);
    ticket.number = `T-${(this.issued * 7919) % 1_000_000}-${ticket.id.slice(0, 4)}`;
    this.#open.set(ticket.number, ticket);
    return ticket;
  }

  use(number) {
    const ticket = this.#open.get(number);
    if (!ticket || ticket.state !== 'confirmed') return null;
    clearTimeout(ticket.timer);
    this.#open.delete(number);
    this.used++;
    return ticket;
  }

  #expire(ticket) {
    if (this.#open.delete(ticket.number ?? ticket.id)) this.expired++;
  }
}
