import type { Manifest } from './capture/manifest.ts';
import { GateError } from './errors.ts';
import type { GateOptions } from './options/gate-options.ts';
import type { OnProgress } from './progress.ts';
import type { LeakReport } from './report/leak-report.ts';

/** Signatures only, until the stages are joined here. */
export async function runGate(_options: GateOptions, _on: OnProgress, _signal: AbortSignal): Promise<LeakReport> {
  throw new GateError('INTERNAL', 'the gate is not joined yet');
}

export async function captureToFolder(
  _options: GateOptions,
  _directory: string,
  _on: OnProgress,
  _signal: AbortSignal,
): Promise<Manifest> {
  throw new GateError('INTERNAL', 'the capture is not joined yet');
}

export async function analyseFolder(
  _directory: string,
  _policy: Pick<GateOptions, 'maxGrowthPerRequest' | 'maxGrowth'>,
): Promise<LeakReport> {
  throw new GateError('INTERNAL', 'the analysis is not joined yet');
}
