import { createServer } from 'node:http';
import { RedeemedVouchers } from './lib/redeemed.mjs';

const redeemed = new RedeemedVouchers();
const campaigns = new Map(
  ['spring', 'summer', 'friends', 'press'].map((name, index) => [name, { name, percent: 5 * (index + 1), redeemed: 0, refused: 0 }]),
);
const recent = [];

async function json(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

function redeem(campaign, code, amount) {
  const discount = Math.round(amount * campaign.percent) / 100;
  if (!redeemed.redeem(`${campaign.name}:${code}`)) {
    campaign.refused++;
    return null;
  }
  campaign.redeemed++;
  recent.push({ campaign: campaign.name, code, discount });
  if (recent.length > 50) recent.shift();
  return { discount, toPay: amount - discount };
}

createServer(async (request, response) => {
  const [, scope, name, code] = request.url.split('?')[0].split('/');
  const send = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  try {
    if (scope === '') return send(200, [...campaigns.values()]);
    if (scope === 'filters') return send(200, redeemed.describe());
    if (scope === 'recent') return send(200, recent);
    const campaign = scope === 'vouchers' ? campaigns.get(name) : undefined;
    if (campaign === undefined || !code) return send(404, { error: 'not found' });
    if (request.method === 'GET') return send(200, { redeemed: redeemed.has(`${name}:${code}`) });
    if (request.method === 'DELETE') return send(200, { cancelled: redeemed.cancel(`${name}:${code}`) });
    const { amount } = await json(request);
    if (!(amount > 0)) return send(422, { error: 'amount' });
    const result = redeem(campaign, code, amount);
    return result === null ? send(409, { error: 'redeemed before' }) : send(200, result);
  } catch (error) {
    send(400, { error: error.message });
  }
}).listen(process.env.PORT, '127.0.0.1');
