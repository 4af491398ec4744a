'use strict';
const http = require('node:http');
const { surchargeOf } = require('./surcharges');

const asked = { total: 0, bulky: 0 };

// 4,000 postcodes are served; the reference of a parcel ends with the sequence number of its consignment.
function postcodeOf(reference) {
  let hash = 2166136261;
  for (let at = 0; at < reference.length; at++) hash = Math.imul(hash ^ reference.charCodeAt(at), 16777619);
  return 10_000 + ((hash >>> 0) % 4000) * 22;
}

function parcelOf(url) {
  const reference = url.searchParams.get('reference') ?? '';
  if (!/^[\w-]{3,40}$/.test(reference)) return null;
  return { reference, bulky: url.searchParams.get('bulky') === 'yes', grams: Number(url.searchParams.get('grams')) || 1000 };
}

function quote(parcel) {
  const surcharge = surchargeOf(postcodeOf(parcel.reference), parcel);
  asked.total++;
  if (parcel.bulky) asked.bulky++;
  const base = 420 + Math.ceil(parcel.grams / 500) * 60;
  return { reference: parcel.reference, depot: surcharge.depot, base, surcharge: surcharge.cents, total: base + surcharge.cents };
}

http
  .createServer((req, res) => {
    const url = new URL(req.url, 'http://quotes');
    res.setHeader('content-type', 'application/json');
    if (url.pathname === '/stats') return res.end(JSON.stringify({ ...asked, known: surchargeOf.known.size }));
    const parcel = url.pathname === '/quotes' ? parcelOf(url) : null;
    if (!parcel) {
      res.statusCode = url.pathname === '/quotes' ? 422 : 404;
      return res.end('{"error":"no such thing"}');
    }
    res.end(JSON.stringify(quote(parcel)));
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
