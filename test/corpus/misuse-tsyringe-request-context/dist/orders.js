"use strict";
var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
var __param = (this && this.__param) || function (paramIndex, decorator) {
    return function (target, key) { decorator(target, key, paramIndex); }
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.OrderService = exports.PriceList = void 0;
const tsyringe_1 = require("tsyringe");
const context_1 = require("./context");
let PriceList = class PriceList {
    constructor() {
        this.cents = new Map([['apple', 120], ['pear', 140], ['plum', 90]]);
    }
    price(sku) {
        return this.cents.get(sku) ?? 100;
    }
};
exports.PriceList = PriceList;
exports.PriceList = PriceList = __decorate([
    (0, tsyringe_1.singleton)()
], PriceList);
let OrderService = class OrderService {
    constructor(context, prices) {
        this.context = context;
        this.prices = prices;
    }
    total(lines) {
        const cents = lines.reduce((sum, line) => sum + this.prices.price(line.sku) * line.quantity, 0);
        return { tenant: this.context.tenant, request: this.context.id, cents };
    }
};
exports.OrderService = OrderService;
exports.OrderService = OrderService = __decorate([
    (0, tsyringe_1.injectable)(),
    __param(0, (0, tsyringe_1.inject)(context_1.REQUEST_CONTEXT)),
    __metadata("design:paramtypes", [Object, PriceList])
], OrderService);
//# sourceMappingURL=orders.js.map