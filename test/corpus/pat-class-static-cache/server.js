const http = require('node:http');

class Template {
  static #cache = new Map();

  static for(locale, id) {
    const key = locale + ':' + id;
    if (!Template.#cache.has(key)) Template.#cache.set(key, new Template(locale, id));
    return Template.#cache.get(key);
  }

  constructor(locale, id) {
    this.locale = locale;
    this.id = id;
    this.parts = ['Hello ', id, '!'];
  }

  render() {
    return this.parts.join('');
  }
}

let n = 0;
http.createServer((req, res) => {
  res.end(Template.for('en', 'user-' + ++n).render());
}).listen(process.env.PORT, '127.0.0.1');
