const ShareDB = require('sharedb');

const backend = new ShareDB();

async function seed() {
  const connection = backend.connect();
  for (let i = 1; i <= 9; i++) {
    const items = ['milk', 'tea', 'bread'].map((text, at) => ({ text, done: (i + at) % 3 === 0 }));
    const doc = connection.get('notes', `n${i}`);
    await new Promise((resolve, reject) => {
      doc.create({ title: `List ${i}`, items }, (error) => (error ? reject(error) : resolve()));
    });
  }
  connection.close();
}

async function readNote(id) {
  const doc = backend.connect().get('notes', id);
  await new Promise((resolve, reject) => {
    doc.subscribe((error) => (error ? reject(error) : resolve(doc)));
  });
  return doc.type && { version: doc.version, ...doc.data };
}

module.exports = { seed, readNote };
