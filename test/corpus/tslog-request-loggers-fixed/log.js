const { Logger } = require('tslog');

const log = new Logger({ name: 'coupons', minLevel: 4, type: 'json' });

/** A logger whose lines carry the request that they belong to. */
exports.requestLog = (route, requestId) => log.getSubLogger({ name: route, prefix: [requestId] }, { requestId });
