// Server-sent events: what is known at first, then a heartbeat and each change until the reader has had enough.
export function streamParcel(parcel, feed, request, reply) {
  const { raw } = reply;
  reply.hijack();
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (event, data) => raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

  let sent = 0;
  const unsubscribe = feed.subscribe(parcel.id, (change) => {
    send('scan', change);
    if (++sent >= 3) raw.end();
  });
  const heartbeat = setInterval(() => send('heartbeat', { at: Date.now() }), 20);
  const limit = setTimeout(() => raw.end(), Number(request.query.limit ?? 50));
  raw.once('close', () => {
    unsubscribe();
    clearInterval(heartbeat);
    clearTimeout(limit);
  });

  send('parcel', { id: parcel.id, status: parcel.status, revision: parcel.revision });
}
