"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.logFor = logFor;
const loglevel_1 = __importDefault(require("loglevel"));
loglevel_1.default.setDefaultLevel(process.env.LOG_LEVEL === 'debug' ? 'debug' : 'warn');
const orders = loglevel_1.default.getLogger('orders');
/** Each line begins with the number of its order. */
function logFor(orderId) {
    return {
        info: (...message) => orders.info(orderId, ...message),
        warn: (...message) => orders.warn(orderId, ...message),
    };
}
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoib3JkZXItbG9nLmpzIiwic291cmNlUm9vdCI6IiIsInNvdXJjZXMiOlsiLi4vc3JjL29yZGVyLWxvZy50cyJdLCJuYW1lcyI6W10sIm1hcHBpbmdzIjoiOzs7Ozs7QUFBQSx3REFBaUQ7QUFFakQsa0JBQVEsQ0FBQyxlQUFlLENBQUMsT0FBTyxDQUFDLEdBQUcsQ0FBQyxTQUFTLEtBQUssT0FBTyxDQUFDLENBQUMsQ0FBQyxPQUFPLENBQUMsQ0FBQyxDQUFDLE1BQU0sQ0FBQyxDQUFDO0FBRS9FLE1BQU0sTUFBTSxHQUFHLGtCQUFRLENBQUMsU0FBUyxDQUFDLFFBQVEsQ0FBQyxDQUFDO0FBRTVDLHFEQUFxRDtBQUNyRCxnQkFBdUIsT0FBZTtJQUNwQyxPQUFPO1FBQ0wsSUFBSSxFQUFFLENBQUMsR0FBRyxPQUFrQixFQUFFLEVBQUUsQ0FBQyxNQUFNLENBQUMsSUFBSSxDQUFDLE9BQU8sRUFBRSxHQUFHLE9BQU8sQ0FBQztRQUNqRSxJQUFJLEVBQUUsQ0FBQyxHQUFHLE9BQWtCLEVBQUUsRUFBRSxDQUFDLE1BQU0sQ0FBQyxJQUFJLENBQUMsT0FBTyxFQUFFLEdBQUcsT0FBTyxDQUFDO0tBQ2xFLENBQUM7QUFDSixDQUFDIiwic291cmNlc0NvbnRlbnQiOlsiaW1wb3J0IGxvZ2xldmVsLCB7IHR5cGUgTG9nZ2VyIH0gZnJvbSAnbG9nbGV2ZWwnO1xuXG5sb2dsZXZlbC5zZXREZWZhdWx0TGV2ZWwocHJvY2Vzcy5lbnYuTE9HX0xFVkVMID09PSAnZGVidWcnID8gJ2RlYnVnJyA6ICd3YXJuJyk7XG5cbmNvbnN0IG9yZGVycyA9IGxvZ2xldmVsLmdldExvZ2dlcignb3JkZXJzJyk7XG5cbi8qKiBFYWNoIGxpbmUgYmVnaW5zIHdpdGggdGhlIG51bWJlciBvZiBpdHMgb3JkZXIuICovXG5leHBvcnQgZnVuY3Rpb24gbG9nRm9yKG9yZGVySWQ6IHN0cmluZyk6IFBpY2s8TG9nZ2VyLCAnaW5mbycgfCAnd2Fybic+IHtcbiAgcmV0dXJuIHtcbiAgICBpbmZvOiAoLi4ubWVzc2FnZTogdW5rbm93bltdKSA9PiBvcmRlcnMuaW5mbyhvcmRlcklkLCAuLi5tZXNzYWdlKSxcbiAgICB3YXJuOiAoLi4ubWVzc2FnZTogdW5rbm93bltdKSA9PiBvcmRlcnMud2FybihvcmRlcklkLCAuLi5tZXNzYWdlKSxcbiAgfTtcbn1cbiJdfQ==