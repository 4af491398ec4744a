import { setImmediate } from 'node:timers/promises';
import { RecentList } from './recent.mjs';

export const recent = new RecentList(50);

const contacts = Array.from({ length: 90 }, (_, i) => ({ name: `Contact ${i}`, mail: `contact${i}@mail.example`, city: ['Graz', 'Linz', 'Wels'][i % 3] }));

const formats = {
  csv: (row) => Object.values(row).join(';'),
  jsonl: (row) => JSON.stringify(row),
  vcf: ({ name, mail }) => `BEGIN:VCARD\nFN:${name}\nEMAIL:${mail}\nEND:VCARD`,
};

export const isFormat = (format) => Object.hasOwn(formats, format);

export async function exportContacts(format, city) {
  const task = recent.add(`${format} of ${city ?? 'all'}`);
  try {
    const parts = [];
    for (let from = 0; from < contacts.length; from += 30) {
      const rows = contacts.slice(from, from + 30).filter((row) => city === null || row.city === city);
      parts.push(rows.map(formats[format]).join('\n'));
      task.steps++;
      await setImmediate();
    }
    return parts.filter((part) => part !== '').join('\n');
  } finally {
    task.ms = Math.round(performance.now() - task.started);
  }
}
