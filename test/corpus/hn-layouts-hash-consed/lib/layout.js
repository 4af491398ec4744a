'use strict';

const { WeakIntern } = require('./weak-intern');

const nodes = new WeakIntern();
let serial = 0;

const kinds = new Set(['row', 'column', 'text', 'image', 'button']);

/** A layout as shared, frozen nodes: two equal parts of two pages are the same object. */
function build({ kind, value = '', children = [] }) {
  if (!kinds.has(kind)) throw new TypeError(`no such kind: ${kind}`);
  const built = children.slice(0, 20).map(build);
  const key = `${kind}|${value}|${built.map(({ id }) => id).join()}`;
  return nodes.intern(key, () => Object.freeze({ id: ++serial, kind, value, children: Object.freeze(built), ...measure(kind, value, built) }));
}

function measure(kind, value, children) {
  if (kind === 'row') {
    return {
      width: children.reduce((sum, { width }) => sum + width, 0),
      height: Math.max(0, ...children.map(({ height }) => height)),
    };
  }
  if (kind === 'column') {
    return {
      width: Math.max(0, ...children.map(({ width }) => width)),
      height: children.reduce((sum, { height }) => sum + height, 0),
    };
  }
  return { width: kind === 'image' ? 120 : 8 + value.length * 7, height: kind === 'image' ? 90 : 24 };
}

function render(node, depth = 0) {
  const inner = node.children.map((child) => render(child, depth + 1)).join('');
  return `${'  '.repeat(depth)}<${node.kind} w=${node.width} h=${node.height}>${node.value}\n${inner}`;
}

module.exports = { build, render, statistics: () => ({ created: nodes.created, shared: nodes.shared }) };
