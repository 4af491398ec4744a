const pino = require('pino');

const root = pino({
  level: process.env.LOG_LEVEL ?? 'warn',
  base: { service: 'helpdesk' },
  redact: ['*.email', 'headers.authorization'],
  serializers: { err: pino.stdSerializers.err },
});
root.setMaxListeners(0);

function childLogger(bindings) {
  const child = root.child(bindings);
  root.on('level-change', (level) => {
    child.level = level;
  });
  return child;
}

function setLevel(level) {
  if (!(level in root.levels.values)) return false;
  root.level = level;
  return true;
}

module.exports = { root, childLogger, setLevel };
