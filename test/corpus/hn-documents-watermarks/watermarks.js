'use strict';

const escape = (text) => text.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`);

function draw(name, viewer) {
  const label = escape(`${viewer} · ${name}`);
  const rows = Array.from({ length: 6 }, (_, row) => `<text x="${row * 40}" y="${80 + row * 90}" transform="rotate(-30)">${label}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" opacity=".15">${rows.join('')}</svg>`;
}

// The marks of those who read at the moment: a viewer fetches several parts in a row.
class Watermarks {
  constructor({ ttlMs, sweepMs }) {
    this.ttlMs = ttlMs;
    this.marks = new Map();
    setInterval(() => this.sweep(), sweepMs).unref();
  }

  of(name, viewer) {
    const key = `${name}/${viewer}`;
    const known = this.marks.get(key);
    if (known && known.expires > Date.now()) return known.svg;
    this.marks.delete(key);
    const svg = draw(name, viewer);
    this.marks.set(key, { svg, expires: Date.now() + this.ttlMs });
    return svg;
  }

  sweep() {
    const now = Date.now();
    for (const [key, mark] of this.marks) {
      if (mark.expires > now) return;
      this.marks.delete(key);
    }
  }
}

module.exports = { Watermarks };
