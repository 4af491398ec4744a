import express from 'express';
import PQueue from 'p-queue';
import { Cron } from 'croner';
import { Tinypool } from 'tinypool';
import { setTimeout as wait } from 'node:timers/promises';

const pool = new Tinypool({ filename: new URL('./score.mjs', import.meta.url).href, minThreads: 2, maxThreads: 2, idleTimeout: 60_000 });
const mail = new PQueue({ concurrency: 6 });
const day = { scored: 0, mails: 0, failed: 0 };
let lastReport = null;

const nightly = new Cron('*/2 * * * * *', { protect: true }, () => {
  lastReport = { at: new Date().toISOString(), ...day, waiting: mail.size };
});

async function withRetry(task, tries = 3) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await task(attempt);
    } catch (error) {
      if (attempt === tries) throw error;
      await wait(2 ** attempt);
    }
  }
}

async function sendMail(applicant, attempt) {
  await wait(1);
  if ((applicant.length + attempt) % 4 === 0) throw new Error('421 try again later');
  day.mails++;
  return { to: applicant, attempt };
}

const app = express();
app.use(express.json());

app.post('/applications', async (req, res) => {
  const { applicant, answers } = req.body;
  const controller = new AbortController();
  const timeout = setTimeout(() => controller.abort(), 10_000);
  try {
    const score = await pool.run({ applicant, answers }, { signal: controller.signal });
    day.scored++;
    mail.add(() => withRetry((attempt) => sendMail(applicant, attempt))).catch(() => day.failed++);
    res.status(201).json(score);
  } finally {
    clearTimeout(timeout);
  }
});

app.post('/mails', async (req, res) => {
  const sent = await mail.add(() => withRetry((attempt) => sendMail(req.body.to, attempt)), { priority: 1 });
  res.json(sent);
});

app.get('/report', async (req, res) => {
  await mail.onSizeLessThan(200);
  res.json({ lastReport, next: nightly.nextRun(), threads: pool.threads.length });
});

app.listen(process.env.PORT, '127.0.0.1');
