"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.REQUEST_CONTEXT = void 0;
exports.provideContext = provideContext;
const tsyringe_1 = require("tsyringe");
exports.REQUEST_CONTEXT = Symbol('RequestContext');
function provideContext(context) {
    tsyringe_1.container.registerInstance(exports.REQUEST_CONTEXT, context);
}
//# sourceMappingURL=context.js.map