import { createWriteStream } from 'node:fs';
import { devNull } from 'node:os';
import BufferList from 'bl';

const sink = createWriteStream(process.env.AUDIT_FILE ?? devNull, { flags: 'a' });
const pending = new BufferList();
let written = 0;

export function record(entry) {
  pending.append(Buffer.from(`${new Date().toISOString()} ${JSON.stringify(entry)}\n`));
}

/** Writes what has come in since the last time, in one piece. */
function flush() {
  if (pending.length === written) return;
  sink.write(pending.slice(written));
  written = pending.length;
}

setInterval(flush, 200).unref();
process.once('SIGTERM', () => {
  flush();
  sink.end(() => process.exit());
});
