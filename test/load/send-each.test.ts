import { afterEach, describe, expect, test } from 'vitest';
import { createSequence, prepareSingle } from '../../src/load/request-sequence.ts';
import type { Scenario } from '../../src/load/scenario.ts';
import { type SendEachOptions, sendEach } from '../../src/load/send-each.ts';
import { type RecordingService, requestOf, startRecordingService } from './recording-service.ts';

let service: RecordingService;
afterEach(() => service.stop());

function send(scenario: Omit<Scenario, 'seed'>, rest: Partial<SendEachOptions> = {}) {
  const sequence = createSequence({ seed: 1, ...scenario });
  return sendEach({ origin: service.origin, sequence, timeoutMs: 10_000, ...rest });
}

describe('sendEach', () => {
  test('sends each request as the load would and returns what was answered', async () => {
    service = await startRecordingService((response) => {
      response.statusCode = 201;
      response.end('thanks');
    });
    const headers = { 'x-a': '{{seq}}' };
    const requests = [
      requestOf('/other'),
      requestOf('/items/{{seq}}', { method: 'POST', body: '{"id":"{{id}}"}', headers }),
    ];
    const sequence = createSequence({ requests, seed: 1 });
    prepareSingle(sequence, sequence.deal());
    const sent = await sendEach({ origin: service.origin, sequence, timeoutMs: 10_000 });
    expect(sent.map(({ name, status, body, problem }) => [name, status, body, problem])).toEqual([
      ['GET /other', 201, 'thanks', null],
      ['POST /items/{{seq}}', 201, 'thanks', null],
    ]);
    expect(service.received).toMatchObject([
      { method: 'GET', url: '/other' },
      { method: 'POST', url: '/items/3', body: '{"id":"req-3"}', headers: { 'x-a': '3' } },
    ]);
    await expect.poll(() => service.openSockets.size).toBe(0);
  });

  test('says what was answered and what was expected', async () => {
    service = await startRecordingService((response) => {
      response.statusCode = 401;
      response.end('{"error":\n "log in first"}');
    });
    const expectStatus = [[200, 299] as const, [304, 304] as const];
    await expect(send({ requests: [requestOf('/', { expectStatus })] })).rejects.toMatchObject({
      code: 'PREFLIGHT_FAILED',
      message: 'GET / was answered with 401, expected 200-299, 304; it said: {"error": "log in first"}',
    });
  });

  test('names every request that fails, not the first alone', async () => {
    service = await startRecordingService((response, { url }) => {
      response.statusCode = url === '/good' ? 200 : 404;
      response.end();
    });
    const requests = [requestOf('/bad'), requestOf('/good'), requestOf('/worse')];
    await expect(send({ requests })).rejects.toMatchObject({
      message: expect.stringMatching(/^2 requests .*\n {2}- GET \/bad .*\n {2}- GET \/worse /),
    });
    expect(service.received).toHaveLength(3);
  });

  test('tells a GET that is sent elsewhere from one whose redirect is meant', async () => {
    service = await startRecordingService((response) => {
      response.writeHead(302, { location: '/login' });
      response.end();
    });
    const expectStatus = [[200, 399] as const];
    const requests = [
      requestOf('/shop', { expectStatus }),
      requestOf('/old', { expectStatus: [[302, 302]] }),
      requestOf('/login', { method: 'POST', expectStatus }),
    ];
    const sent = await send({ requests });
    expect(sent.filter(({ isRedirected }) => isRedirected).map(({ name }) => name)).toEqual(['GET /shop']);
  });

  test('takes set-up and log-in first, log-out and clean-up last', async () => {
    service = await startRecordingService();
    const around = {
      setUp: [requestOf('/set-up')],
      logIn: [requestOf('/log-in')],
      logOut: [requestOf('/log-out')],
      cleanUp: [requestOf('/clean-up')],
    };
    await send({ requests: [requestOf('/a')], around });
    expect(service.received.map(({ url }) => url)).toEqual(['/set-up', '/log-in', '/a', '/log-out', '/clean-up']);
  });

  test('says when there is no answer in time', async () => {
    service = await startRecordingService(() => {});
    await expect(send({ requests: [requestOf('/')] }, { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'PREFLIGHT_FAILED',
      message: `GET / got no answer from ${service.origin}: timed out after 0.1 s`,
      hint: expect.stringContaining('request-timeout'),
    });
  });

  test('says when nobody listens, and when it is cancelled', async () => {
    service = await startRecordingService();
    const controller = new AbortController();
    controller.abort();
    await expect(send({ requests: [requestOf('/')] }, { signal: controller.signal })).rejects.toThrow('cancelled');
    await service.stop();
    await expect(send({ requests: [requestOf('/')] })).rejects.toThrow('ECONNREFUSED');
  });
});
