import { connect } from 'node:http2';

/**
 * One session for all look-ups, replaced after some thousand streams as the load balancer of the
 * backend only looks for another instance when a session begins.
 */
export class StockClient {
  #origin;
  #streamsPerSession;
  #current = null;
  #revision = 0;
  sessions = 0;

  constructor(origin, { streamsPerSession }) {
    this.#origin = origin;
    this.#streamsPerSession = streamsPerSession;
  }

  get revision() {
    return this.#revision;
  }

  async stockOf(article) {
    const connection = this.#connection();
    connection.streams++;
    connection.pending++;
    try {
      const stream = connection.session.request({ ':path': `/stock/${article}` });
      stream.setEncoding('utf8');
      let status = 0;
      stream.on('response', (headers) => {
        status = headers[':status'];
      });
      let text = '';
      for await (const chunk of stream) text += chunk;
      if (status !== 200) throw new Error(`stock backend answered ${status}`);
      return JSON.parse(text);
    } finally {
      connection.pending--;
      if (connection.retired && connection.pending === 0) this.#retire(connection);
    }
  }

  #connection() {
    if (this.#current === null || this.#current.streams >= this.#streamsPerSession) this.#rotate();
    return this.#current;
  }

  #rotate() {
    const previous = this.#current;
    this.#current = this.#open();
    if (previous === null) return;
    previous.retired = true;
    if (previous.pending === 0) this.#retire(previous);
  }

  #retire(connection) {
    connection.feed.close();
    connection.session.close();
  }

  #open() {
    const session = connect(this.#origin);
    const connection = { session, streams: 0, pending: 0, retired: false, feed: null };
    session.on('error', () => {});
    session.on('close', () => {
      if (this.#current === connection) this.#current = null;
    });
    connection.feed = session.request({ ':path': '/changes' });
    connection.feed.setEncoding('utf8');
    connection.feed.on('error', () => {});
    connection.feed.on('data', (text) => {
      for (const line of text.split('\n')) {
        if (line !== '') this.#revision = Math.max(this.#revision, JSON.parse(line).revision);
      }
    });
    this.sessions++;
    return connection;
  }
}
