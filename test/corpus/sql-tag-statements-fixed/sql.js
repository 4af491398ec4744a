const statements = new WeakMap();

function prepare(strings) {
  const text = strings.reduce((sql, part, i) => (i === 0 ? part : `${sql}$${i}${part}`), '').replace(/\s+/g, ' ').trim();
  const tables = [...text.matchAll(/\b(?:from|join)\s+(\w+)/gi)].map((match) => match[1]);
  return { text, tables, kind: text.slice(0, text.indexOf(' ')).toLowerCase() };
}

/** Template tag: the text is worked out once for each place where it is written. */
function sql(strings, ...values) {
  let statement = statements.get(strings);
  if (statement === undefined) {
    statement = prepare(strings);
    statements.set(strings, statement);
  }
  return { ...statement, values };
}

/** A list of values in the middle of a statement: `... in (?, ?, ?) ...` */
function withList(before, list, after) {
  const strings = [`${before} (`, ...list.slice(1).map(() => ', '), `) ${after}`];
  return sql(strings, ...list);
}

module.exports = { sql, withList };
