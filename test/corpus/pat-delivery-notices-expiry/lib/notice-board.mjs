import { randomUUID } from 'node:crypto';

export class NoticeBoard {
  #notices = new Map();
  #keepMs;
  counts = { posted: 0, dropped: 0 };

  constructor({ keepMs }) {
    this.#keepMs = keepMs;
  }

  post(outcome) {
    this.#dropExpired(Date.now() - this.#keepMs);
    const notice = { id: randomUUID(), ...outcome };
    this.#notices.set(notice.id, notice);
    this.counts.posted++;
    return notice;
  }

  find(id) {
    return this.#notices.get(id);
  }

  // Oldest first, so the first one that is still to be kept ends it.
  #dropExpired(before) {
    for (const [id, notice] of this.#notices) {
      if (!(notice.deliveredAt < before)) break;
      this.#notices.delete(id);
      this.counts.dropped++;
    }
  }
}
