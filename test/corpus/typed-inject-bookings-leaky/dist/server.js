"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const node_http_1 = require("node:http");
const node_crypto_1 = require("node:crypto");
const typed_inject_1 = require("typed-inject");
const bookings_1 = require("./bookings");
const rooms_1 = require("./rooms");
const root = (0, typed_inject_1.createInjector)()
    .provideClass('rooms', rooms_1.Rooms, typed_inject_1.Scope.Singleton)
    .provideClass('tariff', rooms_1.Tariff, typed_inject_1.Scope.Singleton);
async function readJson(req) {
    let text = '';
    for await (const chunk of req)
        text += chunk;
    return text === '' ? {} : JSON.parse(text);
}
function send(res, status, value) {
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(value));
}
function contextOf(req) {
    return {
        id: String(req.headers['x-request-id'] ?? (0, node_crypto_1.randomUUID)()),
        guest: String(req.headers['x-guest'] ?? 'anonymous'),
        received: new Date(),
        notes: [],
    };
}
async function handle(req, res) {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost');
    if (pathname === '/')
        return send(res, 200, { service: 'bookings' });
    const scope = root.provideValue('context', contextOf(req));
    try {
        const bookings = scope.injectClass(bookings_1.Bookings);
        if (req.method === 'GET' && pathname === '/rooms') {
            return send(res, 200, bookings.offers(Number(searchParams.get('nights') ?? 1)));
        }
        if (req.method === 'POST' && pathname === '/bookings') {
            const booking = bookings.book(await readJson(req));
            return send(res, booking ? 201 : 409, booking ?? { error: 'no such room' });
        }
        send(res, 404, { error: 'not found' });
    }
    finally {
        await scope.dispose();
    }
}
(0, node_http_1.createServer)((req, res) => {
    handle(req, res).catch((error) => send(res, 500, { error: error.message }));
}).listen(Number(process.env.PORT), '127.0.0.1');
//# sourceMappingURL=server.js.map