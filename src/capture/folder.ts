import { createReadStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asGateError, GateError } from '../errors.ts';
import type { SnapshotSink } from './capture.ts';
import type { CaptureRecord, Manifest } from './manifest.ts';

const MANIFEST = 'manifest.json';

/** Makes the folder that snapshots and manifest are kept in; returns it. */
export async function openFolder(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  return directory;
}

/** Removes the snapshots of captures that are no part of the run any more. */
export async function discardSnapshots(directory: string, captures: readonly CaptureRecord[]): Promise<void> {
  const files = captures.flatMap(({ snapshotFile, otherSnapshotFiles }) =>
    [snapshotFile ?? [], otherSnapshotFiles].flat(),
  );
  for (const file of files) await rm(join(directory, file), { force: true });
}

export async function keepManifest(directory: string, manifest: Manifest): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** Reads a captured folder's manifest. FOLDER_INVALID when there is none that this version understands. */
export async function readManifest(directory: string): Promise<Manifest> {
  const path = join(directory, MANIFEST);
  const hint = 'Give a folder that `leakgate capture` wrote.';
  let manifest: Manifest;
  try {
    manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  } catch (cause) {
    throw new GateError('FOLDER_INVALID', `${path} could not be read: ${asGateError(cause).message}.`, { hint, cause });
  }
  if (manifest.schemaVersion !== 1 || !Array.isArray(manifest.captures)) {
    throw new GateError('FOLDER_INVALID', `${path} has schemaVersion ${manifest.schemaVersion}, expected 1.`, { hint });
  }
  return manifest;
}

/** Feeds a folder's snapshots to the analysis, in order. FOLDER_INVALID when one is missing or broken. */
export async function replaySnapshots(directory: string, manifest: Manifest, sink: SnapshotSink): Promise<void> {
  for (const { snapshotFile, otherSnapshotFiles = [], index, kind } of manifest.captures) {
    if (snapshotFile === null) {
      throw new GateError(
        'FOLDER_INVALID',
        `Snapshot ${index} (${kind}) was not kept, so its folder cannot be analysed again.`,
      );
    }
    for (const [isolate, file] of [snapshotFile, ...otherSnapshotFiles].entries())
      await replay(join(directory, file), isolate, sink);
  }
}

async function replay(path: string, isolate: number, sink: SnapshotSink): Promise<void> {
  sink.begin(isolate);
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 }))
      sink.write(chunk as string);
    await sink.end();
  } catch (cause) {
    throw new GateError('FOLDER_INVALID', `${path} could not be analysed: ${asGateError(cause).message}`, { cause });
  }
}
