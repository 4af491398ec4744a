/** Steps of a path such as `user.items[0].id` or `["a.b"].c`; null when it is none. The empty path is the whole value. */
export function parseJsonPath(path: string): readonly (string | number)[] | null {
  const steps: (string | number)[] = [];
  let rest = path;
  while (rest !== '') {
    const match = /^(?:\.?([A-Za-z_$][\w$-]*)|\.?(\d+)(?=[.[]|$)|\[(\d+)\]|\["([^"\]]+)"\])/.exec(rest);
    if (match === null) return null;
    const index = match[2] ?? match[3];
    steps.push(index === undefined ? (match[1] ?? match[4])! : Number(index));
    rest = rest.slice(match[0].length);
  }
  return steps;
}

/** What stands there in a parsed JSON value; undefined where nothing does. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}
