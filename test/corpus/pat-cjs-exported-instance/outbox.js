class Outbox {
  constructor() {
    this.items = [];
  }

  add(to, body) {
    this.items.push({ to, body, sent: false });
    return this.items.length;
  }
}

module.exports = new Outbox();
