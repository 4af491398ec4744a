const { randomUUID } = require('node:crypto');
const log4js = require('log4js');

log4js.configure({
  appenders: {
    file: { type: 'file', filename: process.env.LOG_FILE || '/dev/null', layout: { type: 'pattern', pattern: '%d %p %c %m' } },
    errors: { type: 'logLevelFilter', appender: 'file', level: 'error' },
  },
  categories: { default: { appenders: ['errors'], level: 'error' } },
});

/** A logger whose lines carry the request's id; support can raise its level with a header. */
function loggerFor(ctx) {
  const id = ctx.get('x-request-id') || randomUUID();
  const logger = log4js.getLogger(`request.${id}`);
  logger.level = ctx.get('x-log-level') || 'warn';
  return logger;
}

module.exports = { loggerFor };
