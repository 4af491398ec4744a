import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { GateError } from '../errors.ts';
import { SnapshotRedactor } from '../heap/snapshot-redactor.ts';
import { formatBytes } from '../report/format.ts';
import type { CliContext, CommandResult } from './context.ts';
import { exitCodes } from './exit-code.ts';
import type { CommandLine } from './parse-command-line.ts';

type Command = Extract<CommandLine, { kind: 'command' }>;

const chunkBytes = 1 << 20;

/** `leakgate redact FILE [--output FILE]`: streams, so that a snapshot of any size passes. */
export async function redact({ operands, flags }: Command, { currentDirectory }: CliContext): Promise<CommandResult> {
  const [file] = operands as [string];
  const output = flags.get('output') ?? `${file.replace(/\.heapsnapshot$/, '')}.redacted.heapsnapshot`;
  const [from, to] = [resolve(currentDirectory, file), resolve(currentDirectory, output)];
  if (from === to) throw new GateError('BAD_OPTIONS', `${file} cannot be read and written at the same time`);
  if (existsSync(to) && !flags.has('force')) {
    throw new GateError('BAD_OPTIONS', `${output} already exists, and nothing was written`, {
      hint: '--force overwrites it',
    });
  }
  const bytes = await redactFile(from, to, file);
  return {
    text: `${output}: ${formatBytes(bytes)}, with the contents of strings blanked`,
    json: { file, output, bytes },
    exitCode: exitCodes.pass,
  };
}

/** A snapshot that turns out to be none leaves no file behind. */
async function redactFile(from: string, to: string, name: string): Promise<number> {
  let bytes = 0;
  try {
    await pipeline(
      createReadStream(from, { highWaterMark: chunkBytes }),
      async function* (source: AsyncIterable<Uint8Array>) {
        const pieces: Uint8Array[] = [];
        const redactor = new SnapshotRedactor((piece) => pieces.push(piece));
        for await (const chunk of source) {
          redactor.write(chunk);
          for (const piece of pieces) bytes += piece.length;
          yield* pieces.splice(0);
        }
        redactor.end();
      },
      createWriteStream(to),
    );
  } catch (thrown) {
    rmSync(to, { force: true });
    if (thrown instanceof GateError) throw new GateError(thrown.code, `${name}: ${thrown.message}`, { cause: thrown });
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    throw new GateError('BAD_OPTIONS', `${name} cannot be redacted: ${message}`, {
      hint: 'expected a .heapsnapshot file',
    });
  }
  return bytes;
}
