const db = require('./db');

const CONCURRENCY = 1;
const jobs = [];
let workers = 0;
let wake = null;

async function work() {
  for (;;) {
    const job = jobs.shift();
    if (job === undefined) {
      await new Promise((resolve) => {
        wake = resolve;
      });
      continue;
    }
    try {
      await send(job);
    } catch (error) {
      if (job.attempts++ < 3) jobs.push(job);
      else console.error('receipt failed', job.id, error);
    }
  }
}

async function send({ id, memberId, cents }) {
  const member = await db.member(memberId);
  const body = `To: ${member.email}\nSubject: Your receipt ${id}\n\nThank you! You paid ${(cents / 100).toFixed(2)} EUR.`;
  await db.saveReceipt({ id, memberId, cents, body });
}

function enqueue(receipt) {
  jobs.push({ ...receipt, attempts: 0 });
  if (workers < CONCURRENCY) {
    workers++;
    void work();
  }
  wake?.();
}

module.exports = { enqueue, waiting: () => jobs.length };
