'use strict';
const { Handles } = require('./handles');
const { plugins, PluginAbort } = require('./plugins');

const handles = new Handles();

const host = {
  text: (handle) => handles.get(handle).text,
  setText: (handle, text) => {
    handles.get(handle).text = text;
  },
  setMeta: (handle, name, value) => {
    handles.get(handle).meta[name] = value;
  },
};

const chains = {
  comments: ['mask-cards', 'no-links', 'word-count'],
  articles: ['house-style', 'word-count'],
  support: ['mask-cards', 'house-style'],
};

/** Runs a document through the plug-ins of its kind. */
function process_(kind, document) {
  const handle = handles.open(document);
  for (const name of chains[kind]) {
    plugins[name](host, handle);
    document.trail.push(name);
  }
  handles.close(handle);
  return document;
}

module.exports = { process: process_, kinds: Object.keys(chains), stats: () => handles.stats, PluginAbort };
