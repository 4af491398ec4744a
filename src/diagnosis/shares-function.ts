import type { GrowthFrame } from '../growth/growth-site.ts';
import { readScriptSource } from '../inspector/script-table.ts';
import { parseScript } from './candidate-statements.ts';
import type { DiagnosisSession } from './diagnosis-session.ts';
import { isOwnFrame, scriptOf } from './find-callers.ts';
import { functionsAround } from './functions-around.ts';

/**
 * Whether one stack was begun within a function that the other one leads through: `req.on('close', () => bus.off(…))` within the handler that
 * calls `bus.on(…)`. Handlers of different requests share none. Both innermost call first.
 */
export async function sharesFunction(
  { client, scripts }: DiagnosisSession,
  begun: readonly GrowthFrame[],
  through: readonly GrowthFrame[],
): Promise<boolean> {
  const outermost = begun.findLast(isOwnFrame);
  if (outermost === undefined) return false;
  const alike = through.filter((frame) => isOwnFrame(frame) && frame.url === outermost.url);
  const scriptId = alike.length === 0 ? null : scriptOf(outermost, await scripts());
  const program = scriptId === null ? null : parseScript(await readScriptSource(client, scriptId));
  if (program === null) return false;
  const around = new Set(functionsAround(program, outermost).map(({ node }) => node));
  return alike.some((frame) => functionsAround(program, frame).some(({ node }) => around.has(node)));
}
