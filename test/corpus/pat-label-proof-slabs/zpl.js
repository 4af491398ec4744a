'use strict';

const CARRIERS = { dhl: 'DHL Paket', ups: 'UPS Standard', gls: 'GLS Business' };

function field(x, y, size, text) {
  return `^FO${x},${y}^A0N,${size},${size}^FD${String(text).replace(/[\^~]/g, ' ')}^FS\n`;
}

function barcode(x, y, code) {
  return `^FO${x},${y}^BY3^BCN,160,Y,N,N^FD${code}^FS\n`;
}

function gridOf(code) {
  let rows = '';
  for (let row = 0; row < 24; row++) {
    let line = '';
    for (let column = 0; column < 48; column++) {
      line += (code.charCodeAt((row + column) % code.length) * (row + 3) * (column + 7)) % 5 < 2 ? 'F' : '0';
    }
    rows += `${line}\n`;
  }
  return `^FO40,700^GFA,576,576,24,\n${rows}^FS\n`;
}

/** The label of a parcel in ZPL, some 2 KB of text. */
function labelOf(parcel) {
  return [
    '^XA\n^CI28\n',
    field(40, 40, 48, CARRIERS[parcel.carrier] ?? parcel.carrier),
    field(40, 110, 32, parcel.to.name),
    field(40, 150, 32, parcel.to.street),
    field(40, 190, 40, `${parcel.to.zip} ${parcel.to.city}`),
    field(40, 260, 24, `Weight ${(parcel.grams / 1000).toFixed(2)} kg`),
    parcel.insured ? field(400, 260, 24, 'INSURED') : '',
    barcode(40, 320, parcel.code),
    gridOf(parcel.code),
    '^XZ\n',
  ].join('');
}

module.exports = { labelOf, CARRIERS };
