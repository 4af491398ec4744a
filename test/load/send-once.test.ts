import { afterEach, describe, expect, test } from 'vitest';
import { createSequence } from '../../src/load/request-sequence.ts';
import { sendOnce } from '../../src/load/send-once.ts';
import { type RecordingService, requestOf, startRecordingService } from './recording-service.ts';

let service: RecordingService;
afterEach(() => service.stop());

describe('sendOnce', () => {
  test('sends the request as the load would and returns status and the beginning of the body', async () => {
    service = await startRecordingService((response) => {
      response.statusCode = 201;
      response.end('x'.repeat(50_000));
    });
    const request = requestOf('/items/{{seq}}', {
      method: 'POST',
      body: '{"id":"{{id}}"}',
      headers: { 'x-a': '{{seq}}' },
    });
    const sequence = createSequence({ requests: [requestOf('/other'), request], seed: 1 });
    sequence.next();
    const answer = await sendOnce(service.origin, request, { sequence });
    expect(answer).toEqual({ status: 201, bodyStart: 'x'.repeat(2000) });
    expect(service.received).toMatchObject([
      { method: 'POST', url: '/items/2', body: '{"id":"req-2"}', headers: { 'x-a': '2' } },
    ]);
    await expect.poll(() => service.openSockets.size).toBe(0);
  });

  test('says what was answered and what was expected', async () => {
    service = await startRecordingService((response) => {
      response.statusCode = 401;
      response.end('{"error":\n "log in first"}');
    });
    await expect(
      sendOnce(
        service.origin,
        requestOf('/', {
          expectStatus: [
            [200, 299],
            [304, 304],
          ],
        }),
      ),
    ).rejects.toMatchObject({
      code: 'PREFLIGHT_FAILED',
      message: 'GET / was answered with 401, expected 200-299, 304; it said: {"error": "log in first"}',
    });
  });

  test('says when there is no answer in time', async () => {
    service = await startRecordingService(() => {});
    await expect(sendOnce(service.origin, requestOf('/'), { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'PREFLIGHT_FAILED',
      message: `GET / got no answer from ${service.origin}: timed out after 0.1 s`,
    });
  });

  test('says when nobody listens', async () => {
    service = await startRecordingService();
    await service.stop();
    await expect(sendOnce(service.origin, requestOf('/'))).rejects.toThrow('ECONNREFUSED');
  });
});
