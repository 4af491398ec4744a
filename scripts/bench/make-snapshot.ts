import { spawn } from 'node:child_process';
import { existsSync, renameSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SERVICE = fileURLToPath(new URL('snapshot-service.cjs', import.meta.url));
/** Sessions in a MB of snapshot text; measured. */
const SESSIONS_PER_MB = 633;
const SESSIONS_PER_REQUEST = 5000;

/** What the service keeps: a store of sessions, or one that also lists them by last use. */
export const HEAPS = ['store', 'lru'] as const;
export type Heap = (typeof HEAPS)[number];

/** A snapshot of about `megabytes` from the service, taken once and kept as `file`. Returns its bytes. */
export async function makeSnapshot(node: string, heap: Heap, megabytes: number, file: string): Promise<number> {
  if (!existsSync(file)) await withService(node, heap, (post) => fill(post, megabytes, file));
  return statSync(file).size;
}

type Post = (path: string) => Promise<void>;

async function fill(post: Post, megabytes: number, file: string): Promise<void> {
  const sessions = Math.round(megabytes * SESSIONS_PER_MB);
  for (let added = 0; added < sessions; added += SESSIONS_PER_REQUEST) {
    await post(`/sessions?count=${Math.min(SESSIONS_PER_REQUEST, sessions - added)}`);
  }
  // Written under another name first: a broken run leaves no half snapshot to be taken for a whole one.
  await post(`/snapshot?file=${encodeURIComponent(`${file}.part`)}`);
  renameSync(`${file}.part`, file);
}

async function withService(node: string, heap: Heap, use: (post: Post) => Promise<void>): Promise<void> {
  const child = spawn(node, ['--max-old-space-size=12000', SERVICE, heap], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.once('error', reject);
      child.once('exit', () => reject(new Error('The service exited before it listened.')));
    });
    await use((path) => post(Number(port), path));
  } finally {
    child.kill('SIGKILL');
  }
}

/** Waits as long as it takes: `fetch` gives up after five minutes, and a snapshot of a gigabyte on a busy machine takes longer. */
function post(port: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST' }, (response) => {
      const answered = () => reject(new Error(`The service answered ${response.statusCode} to ${path}.`));
      response.resume().once('end', response.statusCode === 200 ? resolve : answered);
    });
    sent.once('error', reject).end();
  });
}
