"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const fastify_1 = __importDefault(require("fastify"));
const holds_1 = require("./holds");
const app = (0, fastify_1.default)();
app.get('/health', async () => ({ holds: (0, holds_1.openHolds)() }));
app.post('/shows/:show/bookings', async (request, reply) => {
    const id = (0, holds_1.hold)(request.params.show, request.body.seats);
    const booking = (0, holds_1.confirm)(id);
    reply.code(201);
    return booking;
});
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
//# sourceMappingURL=server.js.map