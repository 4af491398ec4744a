"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const node_http_1 = require("node:http");
const rules_js_1 = require("./rules.js");
const window_js_1 = require("./window.js");
const window = new window_js_1.SlidingWindow(4);
const totals = { allowed: 0, refused: 0 };
async function read(req) {
    const chunks = [];
    for await (const chunk of req)
        chunks.push(chunk);
    return JSON.parse(Buffer.concat(chunks).toString());
}
function eventOf({ card, cents, country }) {
    if (typeof card !== 'string' || !(Number(cents) > 0))
        return null;
    return { card, cents: Number(cents), country: country ?? 'at', at: Date.now() };
}
async function payment(req, res) {
    const event = eventOf(await read(req));
    if (!event)
        return send(res, 422, { error: 'card and cents, please' });
    const decision = (0, rules_js_1.decide)(event, window);
    window.add(event);
    totals[decision.allow ? 'allowed' : 'refused']++;
    send(res, 200, decision);
}
function send(res, status, body) {
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(body));
}
(0, node_http_1.createServer)((req, res) => {
    if (req.method === 'POST' && req.url === '/payments') {
        payment(req, res).catch((error) => send(res, 400, { error: error.message }));
    }
    else if (req.url === '/totals')
        send(res, 200, { ...totals, seen: totals.allowed + totals.refused });
    else if (req.url === '/rules')
        send(res, 200, { window: 4, refuseAt: 50 });
    else
        send(res, 404, { error: 'not found' });
}).listen(Number(process.env.PORT), '127.0.0.1');
//# sourceMappingURL=server.js.map