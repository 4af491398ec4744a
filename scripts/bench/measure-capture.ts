import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import CDP from 'chrome-remote-interface';
import { KernelMemory } from '../../src/heap/graph-kernel.ts';
import { analyseHeap } from '../../src/heap/heap-analysis.ts';
import { SnapshotParser } from '../../src/heap/snapshot-parser.ts';

const SERVICE = fileURLToPath(new URL('snapshot-service.cjs', import.meta.url));
const ROUNDS = 5;

export interface CaptureCost {
  readonly megabytes: number;
  /** The quickest of some alternating captures, from the command to its reply, without and with the analysis: noise only ever adds. */
  readonly captureSeconds: number;
  readonly analysedSeconds: number;
}

/** What parsing while V8 sends, and analysing after it, add to the wall time of a capture over the inspector. */
export async function measureCapture(node: string, sessions: number): Promise<CaptureCost> {
  const child = spawn(node, ['--inspect=127.0.0.1:0', '--max-old-space-size=4000', SERVICE], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const [inspectorPort, servicePort] = await Promise.all([
      nextMatch(child.stderr, /ws:\/\/127\.0\.0\.1:(\d+)/),
      nextMatch(child.stdout, /^(\d+)$/),
    ]);
    await fetch(`http://127.0.0.1:${servicePort}/sessions?count=${sessions}`, { method: 'POST' });
    const client = await CDP({ host: '127.0.0.1', port: Number(inspectorPort), local: true });
    await client.HeapProfiler.enable();
    const costs: CaptureCost[] = [];
    // As in a run of the gate.
    const memory = new KernelMemory();
    const take = async (analyse: boolean) => {
      let bytes = 0;
      const parser = new SnapshotParser({ memory });
      const off = client.HeapProfiler.addHeapSnapshotChunk(({ chunk }) => {
        bytes += chunk.length;
        if (analyse) parser.write(chunk);
      });
      const started = performance.now();
      await client.HeapProfiler.takeHeapSnapshot({ reportProgress: false });
      if (analyse) analyseHeap(parser.end());
      off();
      return { seconds: (performance.now() - started) / 1000, megabytes: bytes / 1e6 };
    };
    // The first ones warm up both ends.
    await take(false);
    await take(true);
    for (let round = 0; round < ROUNDS; round++) {
      const alone = await take(false);
      const analysed = await take(true);
      costs.push({ megabytes: alone.megabytes, captureSeconds: alone.seconds, analysedSeconds: analysed.seconds });
    }
    await client.close();
    return {
      megabytes: costs[0]!.megabytes,
      captureSeconds: Math.min(...costs.map((cost) => cost.captureSeconds)),
      analysedSeconds: Math.min(...costs.map((cost) => cost.analysedSeconds)),
    };
  } finally {
    child.kill('SIGKILL');
  }
}

function nextMatch(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface(stream);
    lines.on('line', (line) => {
      const found = pattern.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    lines.on('close', () => reject(new Error('The service ended before it was ready.')));
  });
}
