'use strict';

const invalid = (message) => Object.assign(new Error(message), { status: 422 });

function shape(fields) {
  const checks = Object.entries(fields);
  return (value) => {
    if (value === null || typeof value !== 'object') throw invalid('an object is wanted');
    const valid = {};
    for (const [field, pattern] of checks) {
      if (typeof value[field] !== 'string' || !pattern.test(value[field])) throw invalid(`${field} is not valid`);
      valid[field] = value[field];
    }
    return valid;
  };
}

async function readJson(stream, limit = 32 * 1024) {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    text += chunk;
    if (text.length > limit) throw Object.assign(new Error('too large'), { status: 413 });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw Object.assign(new Error('not JSON'), { status: 400 });
  }
}

module.exports = { shape, readJson };
