'use strict';

exports.readJson = async (ctx) => {
  let text = '';
  for await (const chunk of ctx.req) {
    text += chunk;
    if (text.length > 64_000) ctx.throw(413);
  }
  try {
    return JSON.parse(text);
  } catch {
    return ctx.throw(400, 'not JSON');
  }
};
