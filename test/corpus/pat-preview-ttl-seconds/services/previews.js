import { randomUUID } from 'node:crypto';

/** Previews wait here until the clerk has looked at them. */
export function previewService({ store, invoices }) {
  return {
    draw(number) {
      const invoice = invoices.find(number);
      const rows = [];
      for (let i = 0; i < 420; i++) {
        const line = invoice.lines[i % invoice.lines.length];
        rows.push(`<tr><td>${i + 1}</td><td>${line.title} (${invoice.number})</td><td>${line.amount} × ${line.cents / 100}</td></tr>`);
      }
      const token = randomUUID();
      store.put(token, Buffer.from(`<table data-number="${invoice.number}">${rows.join('')}</table>`));
      return { token, pages: Math.ceil(rows.length / 40) };
    },
    page: (token) => store.take(token),
  };
}
