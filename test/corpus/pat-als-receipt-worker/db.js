const { current } = require('./context');

const rows = { members: new Map(), receipts: new Map() };
for (let i = 1; i <= 60; i++) rows.members.set(`m${i}`, { id: `m${i}`, email: `member${i}@club.example`, points: i * 15 });
const KEEP_RECEIPTS = 100;

async function query(statement, run) {
  const started = performance.now();
  await new Promise((resolve) => setImmediate(resolve));
  const result = run();
  current()?.statements.push({ statement, ms: performance.now() - started });
  return result;
}

module.exports = {
  member: (id) => query('select * from members where id = $1', () => rows.members.get(id)),
  addPoints: (id, points) =>
    query('update members set points = points + $2 where id = $1 returning points', () => {
      const member = rows.members.get(id);
      member.points += points;
      return member.points;
    }),
  saveReceipt: (receipt) =>
    query('insert into receipts (id, member, cents, body) values ($1, $2, $3, $4)', () => {
      rows.receipts.set(receipt.id, receipt);
      if (rows.receipts.size > KEEP_RECEIPTS) rows.receipts.delete(rows.receipts.keys().next().value);
    }),
};
