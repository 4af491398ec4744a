import { debounce } from './debounce.mjs';

/** Who is typing in which room: "Ada is typing" goes away when she stops or when she sends. */
export class TypingIndicators {
  #stops = new Map();
  #typing = new Map();
  #waitMs;

  constructor({ waitMs }) {
    this.#waitMs = waitMs;
  }

  keystroke(room, user) {
    this.#membersOf(room).add(user);
    const key = `${room}:${user}`;
    if (!this.#stops.has(key)) {
      const stop = debounce(() => {
        this.#leave(room, user);
        this.#stops.delete(key);
      }, this.#waitMs);
      this.#stops.set(key, stop);
    }
    this.#stops.get(key)();
  }

  sent(room, user) {
    const key = `${room}:${user}`;
    this.#stops.get(key)?.cancel();
    this.#stops.delete(key);
    this.#leave(room, user);
  }

  in(room) {
    return [...(this.#typing.get(room) ?? [])].slice(0, 3);
  }

  #membersOf(room) {
    let members = this.#typing.get(room);
    if (members === undefined) this.#typing.set(room, (members = new Set()));
    return members;
  }

  #leave(room, user) {
    const members = this.#typing.get(room);
    members?.delete(user);
    if (members?.size === 0) this.#typing.delete(room);
  }
}
