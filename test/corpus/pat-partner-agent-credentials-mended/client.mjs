import http from 'node:http';
import { randomBytes } from 'node:crypto';
import { port } from './partner.mjs';

/** Talks to the partner with one credential, over connections of its own. */
export class PartnerClient {
  constructor(desk) {
    this.desk = desk;
    this.token = randomBytes(12).toString('hex');
    this.calls = 0;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 2, maxFreeSockets: 2 });
  }

  get usedUp() {
    return this.calls >= 40;
  }

  availability(hotel) {
    this.calls++;
    return new Promise((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port, path: `/hotels/${hotel}`, agent: this.agent, headers: { authorization: `Bearer ${this.token}` } },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk) => (text += chunk));
          response.on('end', () => {
            if (response.statusCode === 200) resolve(JSON.parse(text));
            else reject(new Error(`partner: ${response.statusCode}`));
          });
        },
      );
      request.on('error', reject);
      request.end();
    });
  }

  retire() {
    this.token = null;
    this.agent.destroy();
  }
}
