"use strict";
var import_node_http = require("node:http");
var import_charset = require("./charset.js");
var import_preview = require("./preview.js");
const folders = /* @__PURE__ */ new Map();
async function bytesOf(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
}
function keep(folder, preview) {
  const list = folders.get(folder) ?? [];
  list.unshift(preview);
  list.length = Math.min(list.length, 25);
  folders.set(folder, list);
  return list.length;
}
function json(res, status, body) {
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
const server = (0, import_node_http.createServer)(async (req, res) => {
  const { pathname } = new URL(req.url ?? "/", "http://mail");
  const match = /^\/folders\/(inbox|archive|spam)(\/messages)?$/.exec(pathname);
  if (pathname === "/health") return json(res, 200, { ok: true, decoders: (0, import_charset.decodersKnown)() });
  if (!match) return json(res, 404, { error: "no such folder" });
  const folder = match[1];
  if (req.method === "GET") return json(res, 200, folders.get(folder) ?? []);
  try {
    const preview = (0, import_preview.previewOf)(await bytesOf(req));
    json(res, 201, { position: keep(preview.spam > 0.4 ? "spam" : folder, preview), preview });
  } catch (error) {
    json(res, 400, { error: error instanceof Error ? error.message : String(error) });
  }
});
server.listen(Number(process.env.PORT), "127.0.0.1");
//# sourceMappingURL=server.js.map
