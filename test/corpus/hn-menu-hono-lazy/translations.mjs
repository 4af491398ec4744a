import { setImmediate as turn } from 'node:timers/promises';

const LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'pt', 'nl', 'sv', 'da', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'bg', 'el', 'tr', 'uk', 'ja'];
const KEYS = { 'menu.title': 'Menu of {name}', 'menu.intro': '{count} dishes', 'menu.footer': 'Prices include taxes', 'search.heading': '{count} found', 'error.unknown': 'No restaurant {id}' };

class Messages {
  #patterns;
  #compiled = new Map();

  constructor(lang, patterns) {
    this.lang = lang;
    this.#patterns = patterns;
  }

  format(key, values) {
    let parts = this.#compiled.get(key);
    if (!parts) this.#compiled.set(key, (parts = (this.#patterns[key] ?? key).split(/\{(\w+)\}/)));
    return parts.map((part, index) => (index % 2 ? String(values[part]) : part)).join('');
  }
}

export class Translations {
  #loading = new Map();
  #formats = new Map();

  get size() {
    return this.#loading.size;
  }

  load(wanted) {
    const lang = LANGUAGES.includes(wanted) ? wanted : 'en';
    if (!this.#loading.has(lang)) {
      const loading = this.#read(lang);
      loading.catch(() => this.#loading.delete(lang));
      this.#loading.set(lang, loading);
    }
    return this.#loading.get(lang);
  }

  async #read(lang) {
    await turn();
    const patterns = Object.fromEntries(Object.entries(KEYS).map(([key, text]) => [key, `${text} (${lang})`]));
    for (let n = 0; n < 300; n++) patterns[`dish.${n}`] = `${lang} dish ${n}`;
    return new Messages(lang, patterns);
  }

  moneyFormat(lang, currency) {
    const key = `${lang}-${currency}`;
    if (!this.#formats.has(key)) this.#formats.set(key, new Intl.NumberFormat(lang, { style: 'currency', currency }));
    return this.#formats.get(key);
  }
}
