const history = 60;

export class Rooms {
  #rooms = new Map();

  post(name, user, text) {
    const room = this.#room(name);
    const message = { number: ++room.last, user, text: text.slice(0, 500), at: Date.now() };
    room.messages.push(message);
    if (room.messages.length > history) room.messages.shift();
    return message;
  }

  since(name, number) {
    return this.#room(name).messages.filter((message) => message.number > number);
  }

  #room(name) {
    let room = this.#rooms.get(name);
    if (room === undefined) {
      room = { last: 0, messages: [] };
      this.#rooms.set(name, room);
    }
    return room;
  }
}
