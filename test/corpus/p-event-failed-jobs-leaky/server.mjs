import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import express from 'express';
import { pEvent } from 'p-event';

/** Writes exports one after the other, and tells of each by an event of its own. */
class Exporter extends EventEmitter {
  #queue = [];

  add(job) {
    const wrong = job.rows.findIndex((row) => row.length !== job.columns.length);
    if (wrong >= 0) throw new RangeError(`row ${wrong} does not fit the columns`);
    if (this.#queue.push(job) === 1) setImmediate(() => this.#run());
  }

  #run() {
    const { id, columns, rows } = this.#queue[0];
    const text = [columns, ...rows].map((row) => row.join(';')).join('\n');
    this.emit(`done:${id}`, { id, lines: rows.length, text });
    this.#queue.shift();
    if (this.#queue.length > 0) setImmediate(() => this.#run());
  }
}

const exporter = new Exporter().setMaxListeners(0);

const app = express();
app.use(express.json());

app.post('/exports', async (req, res) => {
  const id = randomUUID();
  const done = pEvent(exporter, `done:${id}`);
  try {
    exporter.add({ id, ...req.body });
    res.status(201).json(await done);
  } catch (error) {
    res.status(422).json({ error: error.message });
  }
});

app.get('/health', (req, res) => res.json({ ok: true }));
app.listen(process.env.PORT, '127.0.0.1');
