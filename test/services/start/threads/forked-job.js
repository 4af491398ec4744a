const kept = new Map();
process.on('message', ({ id, url }) => {
  const text = `${url} ${id}`;
  if (process.env.LEAK) kept.set(id, { text, at: id, parts: text.split('') });
  process.send({ id, text });
});
process.on('disconnect', () => process.exit());
