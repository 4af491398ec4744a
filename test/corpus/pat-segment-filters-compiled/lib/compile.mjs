const operators = { eq: '===', ne: '!==', gt: '>', gte: '>=', lt: '<', lte: '<=' };
const fields = new Set(['country', 'plan', 'orders', 'spent', 'lastSeen', 'age']);

export class BadFilter extends Error {}

function literal(value) {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return JSON.stringify(value);
  }
  throw new BadFilter('only texts, numbers and booleans can be compared');
}

/** The JavaScript expression of a filter, e.g. `(c.country === "DE" && c.orders > 3)`. */
export function expressionOf(filter) {
  if (Array.isArray(filter.all)) return `(${filter.all.map(expressionOf).join(' && ') || 'true'})`;
  if (Array.isArray(filter.any)) return `(${filter.any.map(expressionOf).join(' || ') || 'false'})`;
  if (filter.not !== undefined) return `!${expressionOf(filter.not)}`;
  const { field, op, value } = filter;
  if (!fields.has(field)) throw new BadFilter(`no such field: ${field}`);
  if (op === 'in') return `[${value.map(literal).join(', ')}].includes(c.${field})`;
  if (op === 'within') return `c.${field} >= ${since(value)}`;
  if (!(op in operators)) throw new BadFilter(`no such operator: ${op}`);
  return `c.${field} ${operators[op]} ${literal(value)}`;
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function since(span) {
  const [, count, unit] = /^(\d{1,3})([mhd])$/.exec(span) ?? [];
  if (unit === undefined) throw new BadFilter(`not a span of time: ${span}`);
  return performance.timeOrigin + performance.now() - Number(count) * units[unit];
}
