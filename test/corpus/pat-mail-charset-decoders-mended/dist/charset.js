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
var charset_exports = {};
__export(charset_exports, {
  decoderFor: () => decoderFor,
  decodersKnown: () => decodersKnown,
  parseContentType: () => parseContentType
});
module.exports = __toCommonJS(charset_exports);
const decoders = /* @__PURE__ */ new Map();
function parseContentType(header) {
  const [type = "text/plain", ...rest] = header.split(";").map((part) => part.trim());
  const parameters = {};
  for (const part of rest) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    parameters[part.slice(0, at).toLowerCase()] = part.slice(at + 1).replace(/^"|"$/g, "");
  }
  return { type: type.toLowerCase(), parameters };
}
function decoderFor(header) {
  const charset = (parseContentType(header).parameters["charset"] ?? "utf-8").toLowerCase();
  const known = decoders.get(charset);
  if (known) return known;
  let decoder;
  try {
    decoder = new TextDecoder(charset);
  } catch {
    return decoders.get("windows-1252") ?? decoderFor("text/plain; charset=windows-1252");
  }
  decoders.set(charset, decoder);
  return decoder;
}
function decodersKnown() {
  return decoders.size;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  decoderFor,
  decodersKnown,
  parseContentType
});
//# sourceMappingURL=charset.js.map
