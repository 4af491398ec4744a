'use strict';
const { Readable } = require('node:stream');

function* lines(batches) {
  for (const { at, sample } of batches) for (const item of sample) yield `${JSON.stringify({ ...item, writtenAt: at })}\n`;
}

const exportReadings = (batches) => Readable.from(lines([...batches]), { objectMode: false, highWaterMark: 4096 });

module.exports = { exportReadings };
