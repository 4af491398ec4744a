const { Logger } = require('tslog');

const log = new Logger({ name: 'coupons', minLevel: 'warn', type: 'json' });

/** A logger whose lines carry the request that they belong to. */
exports.requestLog = (route, requestId) => log.getChildLogger({ name: route, requestId, prefix: [requestId] });
