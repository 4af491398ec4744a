/** What the gate tells while it runs; the CLI draws it, the action groups it, tests listen to it. */
export type Progress =
  | { readonly kind: 'started'; readonly command: string; readonly url: string }
  | { readonly kind: 'phase-started'; readonly phase: Phase; readonly detail: string }
  /** Within a load: completed so far. */
  | { readonly kind: 'load'; readonly completed: number; readonly planned: number }
  | { readonly kind: 'phase-done'; readonly phase: Phase; readonly detail: string; readonly seconds: number }
  /** Raw bytes of the service's stdout or stderr, decoded, may hold partial lines. Never to be printed unguarded. */
  | { readonly kind: 'service-output'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string };

export type Phase =
  | 'prepare'
  | 'boot'
  | 'preflight'
  | 'warm-up'
  | 'baseline'
  | 'round'
  | 'idle'
  | 'confirmation'
  | 'rss'
  | 'gc-study'
  | 'control'
  | 'diagnosis'
  | 'isolation'
  | 'shortening'
  | 'stop';

/** Before what a base tells. */
export const BASE_LABEL = 'base: ';

export type OnProgress = (event: Progress) => void;

/**
 * What a base tells of its run while that of the head goes on: its phases and the lines of its service, marked as its own. What its service
 * prints is told until it serves, because from then on the head's output comes in between. `onServing` is called at that moment.
 */
export function tellOfBase(on: OnProgress, onServing: () => void = () => undefined): OnProgress {
  let serves = false;
  const label = labelLines(BASE_LABEL);
  return (event) => {
    if (event.kind === 'started') return;
    if (event.kind === 'service-output') {
      if (!serves) on({ ...event, text: label(event.text) });
      return;
    }
    const isPhase = event.kind === 'phase-started' || event.kind === 'phase-done';
    on(isPhase ? { ...event, detail: `${BASE_LABEL}${event.detail}` } : event);
    if (event.kind === 'phase-done' && event.phase === 'boot') {
      serves = true;
      onServing();
    }
  };
}

/** Puts a label before each line of a text that comes in pieces. */
function labelLines(label: string): (text: string) => string {
  let isLineStart = true;
  return (text) =>
    text.replaceAll(/[^\n]+|\n/g, (piece) => {
      const labelled = isLineStart && piece !== '\n' ? label + piece : piece;
      isLineStart = piece === '\n';
      return labelled;
    });
}
