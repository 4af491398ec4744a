import http from 'node:http';
import { BrokenCircuitError, ExponentialBackoff, SamplingBreaker, TimeoutStrategy, bulkhead, circuitBreaker, handleAll, retry, timeout, wrap } from 'cockatiel';

const HOSTS = 900;
const policies = new Map();
const events = { retried: 0, broken: 0, timedOut: 0 };

function policyFor(host) {
  if (policies.has(host)) return policies.get(host);
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: 3000, breaker: new SamplingBreaker({ threshold: 0.5, duration: 4000, minimumRps: 3 }) });
  const again = retry(handleAll, { maxAttempts: 1, backoff: new ExponentialBackoff({ initialDelay: 2, maxDelay: 10 }) });
  const limit = timeout(5000, TimeoutStrategy.Cooperative);
  breaker.onBreak(() => events.broken++);
  again.onRetry(() => events.retried++);
  limit.onTimeout(() => events.timedOut++);
  const policy = { breaker, run: wrap(again, breaker, bulkhead(20, 200), limit), calls: 0, lastError: null };
  policies.set(host, policy);
  return policy;
}

async function callHook(host, payload, attempt) {
  await new Promise((resolve) => setImmediate(resolve));
  if (host.endsWith('7') && attempt % 3 === 0) throw new Error(`${host} answered 503`);
  return { host, bytes: payload.length };
}

async function deliver(host, payload) {
  const policy = policyFor(host);
  try {
    return await policy.run.execute(() => callHook(host, payload, policy.calls++));
  } catch (error) {
    policy.lastError = error instanceof BrokenCircuitError ? 'circuit open' : error.message;
    return { host, error: policy.lastError };
  }
}

http
  .createServer(async (req, res) => {
    res.setHeader('content-type', 'application/json');
    if (req.method !== 'POST') return res.end(JSON.stringify({ hosts: policies.size, ...events }));
    let payload = '';
    for await (const chunk of req) payload += chunk;
    const { customer } = JSON.parse(payload);
    const host = `hooks-${Number(customer.replace(/\D+/g, '')) % HOSTS}.example`;
    res.end(JSON.stringify(await deliver(host, payload)));
  })
  .listen(process.env.PORT, '127.0.0.1');
