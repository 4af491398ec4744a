"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
require("reflect-metadata");
const node_crypto_1 = require("node:crypto");
const express_1 = __importDefault(require("express"));
const tsyringe_1 = require("tsyringe");
const context_1 = require("./context");
const orders_1 = require("./orders");
const app = (0, express_1.default)();
app.use(express_1.default.json());
app.get('/health', (_req, res) => { res.send('ok'); });
app.use((req, _res, next) => {
    (0, context_1.provideContext)({ id: (0, node_crypto_1.randomUUID)(), tenant: req.get('x-tenant') ?? 'public', headers: req.headers, startedAt: Date.now() });
    next();
});
app.post('/orders/total', (req, res) => {
    res.json(tsyringe_1.container.resolve(orders_1.OrderService).total(req.body.lines));
});
app.listen(Number(process.env.PORT), '127.0.0.1');
//# sourceMappingURL=server.js.map