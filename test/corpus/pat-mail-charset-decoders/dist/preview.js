"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var preview_exports = {};
__export(preview_exports, {
  previewOf: () => previewOf
});
module.exports = __toCommonJS(preview_exports);
var import_charset = require("./charset.js");
const SPAMMY = ["winner", "casino", "urgent", "free money"];
function headersOf(text) {
  const headers = /* @__PURE__ */ new Map();
  let last = "";
  for (const line of text.split(/\r?\n/)) {
    if (/^\s/.test(line) && last) headers.set(last, `${headers.get(last)} ${line.trim()}`);
    else {
      const at = line.indexOf(":");
      if (at < 1) continue;
      last = line.slice(0, at).toLowerCase();
      headers.set(last, line.slice(at + 1).trim());
    }
  }
  return headers;
}
function previewOf(message) {
  const end = message.indexOf("\n\n");
  const head = message.subarray(0, end < 0 ? message.length : end).toString("latin1");
  const headers = headersOf(head);
  const body = end < 0 ? Buffer.alloc(0) : message.subarray(end + 2);
  const text = (0, import_charset.decoderFor)(headers.get("content-type") ?? "text/plain").decode(body);
  const lower = text.toLowerCase();
  return {
    subject: headers.get("subject") ?? "(no subject)",
    from: headers.get("from") ?? "unknown",
    excerpt: text.replace(/\s+/g, " ").slice(0, 120),
    words: text.split(/\s+/).length,
    spam: SPAMMY.filter((word) => lower.includes(word)).length / SPAMMY.length
  };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  previewOf
});
//# sourceMappingURL=preview.js.map
