"use strict";

// src/server.ts
var import_node_http = require("node:http");

// src/history.ts
var DEPTH = 40;
var History = class {
  newest = null;
  depth = 0;
  push(shape, before, author) {
    this.newest = { shape, before, author, previous: this.newest };
    this.depth++;
    if (this.depth > DEPTH) this.prune();
  }
  pop() {
    const step = this.newest;
    if (!step) return null;
    this.newest = step.previous;
    this.depth = Math.max(0, this.depth - 1);
    return step;
  }
  /** A saved board begins to count anew. */
  saved() {
    this.depth = 0;
  }
  authors() {
    const names = /* @__PURE__ */ new Set();
    let step = this.newest;
    for (let n = 0; step && n < DEPTH; n++, step = step.previous) names.add(step.author);
    return [...names];
  }
  prune() {
    let step = this.newest;
    for (let n = 1; n < DEPTH && step.previous; n++) step = step.previous;
    step.previous = null;
    this.depth = DEPTH;
  }
};

// src/boards.ts
var PER_BOARD = 120;
var Board = class {
  shapes = /* @__PURE__ */ new Map();
  history = new History();
  changes = 0;
  savedAt = 0;
  draw(shape, author) {
    this.history.push(shape, this.shapes.get(shape.id), author);
    this.shapes.delete(shape.id);
    this.shapes.set(shape.id, shape);
    if (this.shapes.size > PER_BOARD) this.shapes.delete(this.shapes.keys().next().value);
    if (++this.changes % 25 === 0) this.save();
    return this.shapes.size;
  }
  undo() {
    const step = this.history.pop();
    if (!step) return null;
    if (step.before) this.shapes.set(step.before.id, step.before);
    else this.shapes.delete(step.shape.id);
    return step.shape;
  }
  view() {
    return { shapes: [...this.shapes.values()].slice(-15), authors: this.history.authors(), savedAt: this.savedAt };
  }
  save() {
    this.savedAt = Date.now();
    this.history.saved();
  }
};
var Boards = class {
  byName = /* @__PURE__ */ new Map();
  constructor(names) {
    for (const name of names) this.byName.set(name, new Board());
  }
  get(name) {
    return this.byName.get(name);
  }
};

// src/server.ts
var boards = new Boards(["planning", "retro", "sales", "design"]);
function textOf(req) {
  return new Promise((resolve, reject) => {
    let text = "";
    req.setEncoding("utf8");
    req.on("data", (chunk) => text += chunk);
    req.once("end", () => resolve(text));
    req.once("error", reject);
  });
}
function shapeOf(input) {
  const { id, kind, x, y, text } = input;
  if (!id || !kind || !["box", "line", "note"].includes(kind)) return null;
  return { id, kind, x: Number(x) || 0, y: Number(y) || 0, ...text && { text: text.slice(0, 400) } };
}
function answer(res, status, body) {
  res.writeHead(status, { "content-type": "application/json" });
  res.end(JSON.stringify(body));
}
async function handle(req, res) {
  const [, kind, name, what] = (req.url ?? "/").split("/");
  const board = kind === "boards" && name ? boards.get(name) : void 0;
  if (!board) return answer(res, 404, { error: "no such board" });
  if (req.method === "GET") return answer(res, 200, board.view());
  if (what === "undo") return answer(res, 200, { undone: board.undo() });
  const shape = shapeOf(JSON.parse(await textOf(req)));
  if (!shape) return answer(res, 422, { error: "no shape" });
  answer(res, 201, { shapes: board.draw(shape, String(req.headers["x-author"] ?? "guest")) });
}
(0, import_node_http.createServer)((req, res) => {
  handle(req, res).catch((error) => answer(res, 400, { error: error.message }));
}).listen(Number(process.env.PORT), "127.0.0.1");
//# sourceMappingURL=server.js.map
