/** The job of a workflow that a run belongs to, as the runner tells it. */
export interface JobCell {
  /** Values of the matrix in the order of the workflow; empty without one. */
  readonly values: readonly string[];
  /** Place among the cells of the job, from 0, and how many there are; null: not known. */
  readonly place: { readonly index: number; readonly total: number } | null;
}

/**
 * Reads what action.yml has the runner fill in, `{"matrix": …, "strategy": …}` with GitHub's contexts of these names
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/contexts); null when it is not that.
 */
export function parseCell(text: string): JobCell | null {
  const cell = parseObject(text);
  if (cell === null) return null;
  const { matrix = null, strategy = null } = cell;
  if (!isRecordOrNull(matrix) || !isRecordOrNull(strategy)) return null;
  return { values: matrix === null ? [] : Object.values(matrix).map(valueText), place: placeOf(strategy) };
}

function placeOf(strategy: Record<string, unknown> | null): JobCell['place'] {
  const index = strategy?.['job-index'];
  const total = strategy?.['job-total'];
  const known = Number.isInteger(index) && Number.isInteger(total) && (index as number) < (total as number);
  return known ? { index: index as number, total: total as number } : null;
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecordOrNull(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecordOrNull(value: unknown): value is Record<string, unknown> | null {
  return typeof value === 'object' && !Array.isArray(value);
}

/** One of n parts of a scenario, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

/** `2/3`; null when it is not that, or no such part exists. */
export function parseShard(text: string): Shard | null {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text.trim());
  if (match === null) return null;
  const [index, total] = [Number(match[1]), Number(match[2])];
  return index >= 1 && index <= total ? { index, total } : null;
}

const longestLabel = 100;

/** A name for people: one line of at most 100 characters; null when it is not that. */
export function parseLabel(text: string): string | null {
  const label = text.trim();
  return label.length <= longestLabel && !/[\x00-\x1f\x7f\u2028\u2029]/.test(label) ? label : null;
}
