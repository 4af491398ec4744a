/** Calls that insert, behind the expression of the container. */
const INSERTION =
  /([\w$#]+(?:\??\.[\w$#]+|\[[\w$.'"]+\])*)\s*\.\s*(?:add|set|push|unshift|splice|on|once|addListener)\s*\(/;

/**
 * A container's name as it was written: where a minifier has shortened every part of it, the expression of the statement that
 * inserts, which the source map brings back.
 */
export function readableName(name: string | null, statement: string | null): string | null {
  if (name === null || statement === null || !isMinified(name)) return name;
  const written = INSERTION.exec(statement)?.[1]?.replace(/^this\./, '');
  // `this[kResources]` names nothing without its object.
  return written === undefined || isMinified(written) || written.startsWith('this') ? name : written;
}

function isMinified(name: string): boolean {
  return name
    .split(/\.|\[…\]/)
    .filter((part) => part !== '')
    .every((part) => part.replace(/^#/, '').length <= 2);
}
