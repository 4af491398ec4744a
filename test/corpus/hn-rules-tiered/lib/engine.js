'use strict';

const parse = require('./parse');

const apply = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? 0 : a / b),
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
};

function interpret(node, facts) {
  switch (node.type) {
    case 'number':
      return node.value;
    case 'name':
      return facts[node.name] ?? 0;
    case 'if':
      return interpret(node.test, facts) ? interpret(node.yes, facts) : interpret(node.no, facts);
    default:
      if (node.op === '&&') return interpret(node.left, facts) && interpret(node.right, facts);
      if (node.op === '||') return interpret(node.left, facts) || interpret(node.right, facts);
      return apply[node.op](interpret(node.left, facts), interpret(node.right, facts));
  }
}

function sourceOf(node) {
  if (node.type === 'number') return String(node.value);
  if (node.type === 'name') return `(facts.${node.name} ?? 0)`;
  if (node.type === 'if') return `(${sourceOf(node.test)} ? ${sourceOf(node.yes)} : ${sourceOf(node.no)})`;
  const [left, right] = [sourceOf(node.left), sourceOf(node.right)];
  if (node.op === '/') return `((${right}) === 0 ? 0 : ${left} / ${right})`;
  return `(${left} ${node.op === '==' ? '===' : node.op} ${right})`;
}

const compileAfter = 25;

/** A rule is interpreted at first; when it turns out to be used a lot it is compiled. */
class Rule {
  constructor(name, text) {
    this.name = name;
    this.text = text;
    this.tree = null;
    this.compiled = null;
    this.runs = 0;
    this.seen = new Map();
  }

  evaluate(facts) {
    this.runs++;
    if (this.compiled !== null) return this.compiled(facts);
    this.tree ??= parse(this.text);
    this.#observe(facts);
    if (this.runs >= compileAfter) {
      this.compiled = new Function('facts', `// ${this.name}\nreturn ${sourceOf(this.tree)};`);
      this.tree = null;
      this.seen.clear();
      return this.compiled(facts);
    }
    return interpret(this.tree, facts);
  }

  get tier() {
    return this.compiled !== null ? 'compiled' : this.tree !== null ? 'interpreted' : 'new';
  }

  #observe(facts) {
    const shape = Object.keys(facts).join();
    this.seen.set(shape, (this.seen.get(shape) ?? 0) + 1);
  }
}

module.exports = { Rule };
