import http from 'node:http';
import { origin } from './upstream.mjs';
import { SingleFlight } from './single-flight.mjs';

export class CarrierDown extends Error {
  constructor(status, answer) {
    super(`carrier says ${status}: ${answer.error}`);
    this.answer = answer;
  }
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
const flights = new SingleFlight();

function fetchRate(to, grams) {
  return new Promise((resolve, reject) => {
    http
      .get(`${origin}/rates?to=${to}&grams=${grams}`, { agent }, (res) => {
        const chunks = [];
        res.on('data', (chunk) => chunks.push(chunk));
        res.on('end', () => {
          const answer = JSON.parse(Buffer.concat(chunks).toString());
          if (res.statusCode === 200) resolve(answer);
          else reject(new CarrierDown(res.statusCode, answer));
        });
      })
      .on('error', reject);
  });
}

export function rate(order, to, grams) {
  return flights.run(`${order}:${to}:${grams}`, () => fetchRate(to, grams));
}

export const stats = () => ({ joined: flights.joined });
