import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/service/free-port.ts';
import type { ServiceOptions } from '../../src/service/with-service.ts';

export const bootFolder = resolve(import.meta.dirname, '../services/boot');

/** The Node versions that a service under test may run on, by folder of their binary. */
export const nodeVersions = ['20', '22', '24', '26'].map((major) => ({
  major,
  binFolder: resolve(import.meta.dirname, `../../node_modules/node${major}/bin`),
}));

export interface BootFixture {
  readonly options: ServiceOptions;
  readonly port: number;
  output(): string;
  abort(reason?: unknown): void;
  /** Pids of everything this fixture started that is alive, found by a mark in their environment. */
  livePids(): number[];
}

export interface FixtureSettings {
  readonly env?: Record<string, string>;
  readonly binFolder?: string;
  readonly readyTimeoutMs?: number;
  readonly readyPath?: string;
  readonly host?: string;
}

/** Options for `withService` on a file of test/services/boot, on a free port, with a mark that its processes inherit. */
export async function bootFixture(command: string, settings: FixtureSettings = {}): Promise<BootFixture> {
  const { binFolder = dirname(process.execPath), host = '127.0.0.1' } = settings;
  const port = await freePort();
  const mark = randomUUID();
  const controller = new AbortController();
  let output = '';
  const origin = `http://${host}:${port}`;
  return {
    port,
    output: () => output,
    abort: (reason) => controller.abort(reason),
    livePids: () => pidsWith(`BOOT_FIXTURE=${mark}`),
    options: {
      source: {
        command,
        workingDirectory: bootFolder,
        env: {
          PORT: String(port),
          BOOT_FIXTURE: mark,
          PATH: `${binFolder}${delimiter}${process.env['PATH']}`,
          ...settings.env,
        },
      },
      origin,
      readyUrl: origin + (settings.readyPath ?? '/'),
      readyTimeoutMs: settings.readyTimeoutMs ?? 20_000,
      onOutput: (text) => {
        output += text;
      },
      stopGraceMs: 500,
      signal: controller.signal,
    },
  };
}

/** Bounded wait for a condition that another process brings about. */
export async function until(what: string, condition: () => boolean, timeoutMs = 10_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await delay(10);
  }
}

/** Read apart from the code under test: alive are processes whose environment holds the mark, zombies aside. */
function pidsWith(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark) &&
          !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}
