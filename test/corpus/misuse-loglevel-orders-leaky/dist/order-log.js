"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.logFor = logFor;
const loglevel_1 = __importDefault(require("loglevel"));
loglevel_1.default.setDefaultLevel(process.env.LOG_LEVEL === 'debug' ? 'debug' : 'warn');
/** Lines of one order can be turned on by its number. */
function logFor(orderId) {
    return loglevel_1.default.getLogger(`orders/${orderId}`);
}
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoib3JkZXItbG9nLmpzIiwic291cmNlUm9vdCI6IiIsInNvdXJjZXMiOlsiLi4vc3JjL29yZGVyLWxvZy50cyJdLCJuYW1lcyI6W10sIm1hcHBpbmdzIjoiOzs7Ozs7QUFBQSx3REFBaUQ7QUFFakQsa0JBQVEsQ0FBQyxlQUFlLENBQUMsT0FBTyxDQUFDLEdBQUcsQ0FBQyxTQUFTLEtBQUssT0FBTyxDQUFDLENBQUMsQ0FBQyxPQUFPLENBQUMsQ0FBQyxDQUFDLE1BQU0sQ0FBQyxDQUFDO0FBRS9FLHlEQUF5RDtBQUN6RCxnQkFBdUIsT0FBZTtJQUNwQyxPQUFPLGtCQUFRLENBQUMsU0FBUyxDQUFDLFVBQVUsT0FBTyxFQUFFLENBQUMsQ0FBQztBQUNqRCxDQUFDIiwic291cmNlc0NvbnRlbnQiOlsiaW1wb3J0IGxvZ2xldmVsLCB7IHR5cGUgTG9nZ2VyIH0gZnJvbSAnbG9nbGV2ZWwnO1xuXG5sb2dsZXZlbC5zZXREZWZhdWx0TGV2ZWwocHJvY2Vzcy5lbnYuTE9HX0xFVkVMID09PSAnZGVidWcnID8gJ2RlYnVnJyA6ICd3YXJuJyk7XG5cbi8qKiBMaW5lcyBvZiBvbmUgb3JkZXIgY2FuIGJlIHR1cm5lZCBvbiBieSBpdHMgbnVtYmVyLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIGxvZ0ZvcihvcmRlcklkOiBzdHJpbmcpOiBMb2dnZXIge1xuICByZXR1cm4gbG9nbGV2ZWwuZ2V0TG9nZ2VyKGBvcmRlcnMvJHtvcmRlcklkfWApO1xufVxuIl19