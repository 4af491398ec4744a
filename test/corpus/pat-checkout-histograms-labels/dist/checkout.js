"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.tierOf = tierOf;
exports.place = place;
const DISCOUNT = { guest: 0, member: 0.03, gold: 0.08 };
let last = 70_000;
function tierOf(customer) {
    if (customer === 'guest')
        return 'guest';
    return customer.length % 5 === 0 ? 'gold' : 'member';
}
function place(customer, items) {
    const tier = tierOf(customer);
    last++;
    return { number: `2026-${last}`, cents: Math.round(items * 1290 * (1 - DISCOUNT[tier])), tier };
}
//# sourceMappingURL=checkout.js.map