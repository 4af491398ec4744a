'use strict';

const token = /\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*)|(<=|>=|==|&&|\|\||[-+*/()<>?:,]))/gy;

function tokensOf(text) {
  const tokens = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new SyntaxError(`unexpected ${text.slice(at, at + 8)}`);
    tokens.push(match[1] !== undefined ? { type: 'number', value: Number(match[1]) } : match[2] ? { type: 'name', value: match[2] } : { type: 'op', value: match[3] });
  }
  return tokens;
}

const binary = [['||'], ['&&'], ['==', '<', '>', '<=', '>='], ['+', '-'], ['*', '/']];

/** `total > 100 && country == 4 ? total * 0.1 : 0` as a tree. */
module.exports = function parse(text) {
  const tokens = tokensOf(text);
  let position = 0;
  const peek = () => tokens[position]?.value;
  const expect = (value) => {
    if (peek() !== value) throw new SyntaxError(`expected ${value}`);
    position++;
  };

  function ternary() {
    const test = level(0);
    if (peek() !== '?') return test;
    position++;
    const yes = ternary();
    expect(':');
    return { type: 'if', test, yes, no: ternary() };
  }

  function level(depth) {
    if (depth === binary.length) return primary();
    let left = level(depth + 1);
    while (binary[depth].includes(peek())) {
      const op = tokens[position++].value;
      left = { type: 'binary', op, left, right: level(depth + 1) };
    }
    return left;
  }

  function primary() {
    const next = tokens[position++];
    if (next === undefined) throw new SyntaxError('unexpected end');
    if (next.type === 'number') return { type: 'number', value: next.value };
    if (next.type === 'name') return { type: 'name', name: next.value };
    if (next.value !== '(') throw new SyntaxError(`unexpected ${next.value}`);
    const inner = ternary();
    expect(')');
    return inner;
  }

  const tree = ternary();
  if (position < tokens.length) throw new SyntaxError(`unexpected ${peek()}`);
  return tree;
};
