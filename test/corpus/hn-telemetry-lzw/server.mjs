import { createServer } from 'node:http';
import { Archive } from './lib/archive.mjs';

const devices = ['boiler', 'chiller', 'pump-a', 'pump-b', 'solar', 'meter'];
const archive = new Archive(devices, 4096);

async function text(request) {
  let body = '';
  for await (const chunk of request.setEncoding('latin1')) body += chunk;
  return body;
}

function lineOf({ t, v, s }) {
  return `${Math.round(Number(t))};${Number(v).toFixed(2)};${String(s).slice(0, 60)}\n`;
}

createServer(async (request, response) => {
  const [, scope, name] = request.url.split('?')[0].split('/');
  const json = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  if (scope === '') return json(200, { devices });
  if (scope === 'report') return json(200, archive.report());
  if (scope !== 'telemetry' || !devices.includes(name)) return json(404, { error: 'no such device' });
  if (request.method === 'GET') {
    const block = archive.latestBlock(name);
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': Math.min(block.length, 2048) });
    return response.end(block.subarray(0, 2048));
  }
  try {
    const readings = JSON.parse(await text(request));
    let bytes = 0;
    for (const reading of readings.slice(0, 20)) bytes += archive.append(name, lineOf(reading)).bytes;
    json(202, { bytes });
  } catch (error) {
    json(400, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
