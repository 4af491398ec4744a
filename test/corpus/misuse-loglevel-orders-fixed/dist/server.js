"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const express_1 = __importDefault(require("express"));
const order_log_1 = require("./order-log");
const orders_1 = require("./orders");
const app = (0, express_1.default)();
app.use(express_1.default.json({ limit: '50kb' }));
app.post('/orders', (req, res) => {
    const { customer, lines } = req.body;
    const order = (0, orders_1.place)(customer, lines);
    const log = (0, order_log_1.logFor)(order.id);
    log.info('placed by', customer, 'for', order.cents, 'cents');
    if (order.cents === 0)
        log.warn('nothing to pay');
    res.status(201).json(order);
});
app.get('/health', (_req, res) => {
    res.send('ok');
});
app.listen(Number(process.env.PORT), '127.0.0.1');
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoic2VydmVyLmpzIiwic291cmNlUm9vdCI6IiIsInNvdXJjZXMiOlsiLi4vc3JjL3NlcnZlci50cyJdLCJuYW1lcyI6W10sIm1hcHBpbmdzIjoiOzs7OztBQUFBLHNEQUErRDtBQUMvRCwyQ0FBcUM7QUFDckMscUNBQTRDO0FBTzVDLE1BQU0sR0FBRyxHQUFHLElBQUEsaUJBQU8sR0FBRSxDQUFDO0FBQ3RCLEdBQUcsQ0FBQyxHQUFHLENBQUMsaUJBQU8sQ0FBQyxJQUFJLENBQUMsRUFBRSxLQUFLLEVBQUUsTUFBTSxFQUFFLENBQUMsQ0FBQyxDQUFDO0FBRXpDLEdBQUcsQ0FBQyxJQUFJLENBQUMsU0FBUyxFQUFFLENBQUMsR0FBWSxFQUFFLEdBQWEsRUFBRSxFQUFFO0lBQ2xELE1BQU0sRUFBRSxRQUFRLEVBQUUsS0FBSyxFQUFFLEdBQUcsR0FBRyxDQUFDLElBQWlCLENBQUM7SUFDbEQsTUFBTSxLQUFLLEdBQUcsSUFBQSxjQUFLLEVBQUMsUUFBUSxFQUFFLEtBQUssQ0FBQyxDQUFDO0lBQ3JDLE1BQU0sR0FBRyxHQUFHLElBQUEsa0JBQU0sRUFBQyxLQUFLLENBQUMsRUFBRSxDQUFDLENBQUM7SUFDN0IsR0FBRyxDQUFDLElBQUksQ0FBQyxXQUFXLEVBQUUsUUFBUSxFQUFFLEtBQUssRUFBRSxLQUFLLENBQUMsS0FBSyxFQUFFLE9BQU8sQ0FBQyxDQUFDO0lBQzdELElBQUksS0FBSyxDQUFDLEtBQUssS0FBSyxDQUFDO1FBQUUsR0FBRyxDQUFDLElBQUksQ0FBQyxnQkFBZ0IsQ0FBQyxDQUFDO0lBQ2xELEdBQUcsQ0FBQyxNQUFNLENBQUMsR0FBRyxDQUFDLENBQUMsSUFBSSxDQUFDLEtBQUssQ0FBQyxDQUFDO0FBQzlCLENBQUMsQ0FBQyxDQUFDO0FBRUgsR0FBRyxDQUFDLEdBQUcsQ0FBQyxTQUFTLEVBQUUsQ0FBQyxJQUFhLEVBQUUsR0FBYSxFQUFFLEVBQUU7SUFDbEQsR0FBRyxDQUFDLElBQUksQ0FBQyxJQUFJLENBQUMsQ0FBQztBQUNqQixDQUFDLENBQUMsQ0FBQztBQUVILEdBQUcsQ0FBQyxNQUFNLENBQUMsTUFBTSxDQUFDLE9BQU8sQ0FBQyxHQUFHLENBQUMsSUFBSSxDQUFDLEVBQUUsV0FBVyxDQUFDLENBQUMiLCJzb3VyY2VzQ29udGVudCI6WyJpbXBvcnQgZXhwcmVzcywgeyB0eXBlIFJlcXVlc3QsIHR5cGUgUmVzcG9uc2UgfSBmcm9tICdleHByZXNzJztcbmltcG9ydCB7IGxvZ0ZvciB9IGZyb20gJy4vb3JkZXItbG9nJztcbmltcG9ydCB7IHBsYWNlLCB0eXBlIExpbmUgfSBmcm9tICcuL29yZGVycyc7XG5cbmludGVyZmFjZSBPcmRlckJvZHkge1xuICByZWFkb25seSBjdXN0b21lcjogc3RyaW5nO1xuICByZWFkb25seSBsaW5lczogcmVhZG9ubHkgTGluZVtdO1xufVxuXG5jb25zdCBhcHAgPSBleHByZXNzKCk7XG5hcHAudXNlKGV4cHJlc3MuanNvbih7IGxpbWl0OiAnNTBrYicgfSkpO1xuXG5hcHAucG9zdCgnL29yZGVycycsIChyZXE6IFJlcXVlc3QsIHJlczogUmVzcG9uc2UpID0+IHtcbiAgY29uc3QgeyBjdXN0b21lciwgbGluZXMgfSA9IHJlcS5ib2R5IGFzIE9yZGVyQm9keTtcbiAgY29uc3Qgb3JkZXIgPSBwbGFjZShjdXN0b21lciwgbGluZXMpO1xuICBjb25zdCBsb2cgPSBsb2dGb3Iob3JkZXIuaWQpO1xuICBsb2cuaW5mbygncGxhY2VkIGJ5JywgY3VzdG9tZXIsICdmb3InLCBvcmRlci5jZW50cywgJ2NlbnRzJyk7XG4gIGlmIChvcmRlci5jZW50cyA9PT0gMCkgbG9nLndhcm4oJ25vdGhpbmcgdG8gcGF5Jyk7XG4gIHJlcy5zdGF0dXMoMjAxKS5qc29uKG9yZGVyKTtcbn0pO1xuXG5hcHAuZ2V0KCcvaGVhbHRoJywgKF9yZXE6IFJlcXVlc3QsIHJlczogUmVzcG9uc2UpID0+IHtcbiAgcmVzLnNlbmQoJ29rJyk7XG59KTtcblxuYXBwLmxpc3RlbihOdW1iZXIocHJvY2Vzcy5lbnYuUE9SVCksICcxMjcuMC4wLjEnKTtcbiJdfQ==