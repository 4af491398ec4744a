import { createHmac } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

const customers = new Map();
for (let number = 1; number <= 30; number++) {
  customers.set(`shop-${number}`, {
    url: `https://shop-${number}.example/hooks`,
    secret: `whsec_${number * 7919}`,
    online: number % 5 !== 0,
  });
}

export const hookOf = (shop) => (customers.has(shop) ? shop : null);

/** Signs an event and hands it to the egress proxy; the proxy of the sandbox knows which shops are up. */
export async function deliver(shop, event) {
  const { url, secret, online } = customers.get(shop);
  const body = JSON.stringify(event);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  await nextTurn();
  return { status: online ? 200 : 503, url, signature, bytes: body.length };
}
