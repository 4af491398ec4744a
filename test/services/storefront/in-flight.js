'use strict';

/** The requests that are being worked on, for the operators' page. With `forgetful` only those that end well are forgotten. */
class InFlight {
  constructor(forgetful) {
    this.forgetful = forgetful;
    this.requests = new Map();
    this.count = 0;
  }

  track(request, response) {
    const id = ++this.count;
    this.requests.set(id, { path: request.path, user: request.session?.user ?? null, since: Date.now() });
    response.on(this.forgetful ? 'finish' : 'close', () => this.requests.delete(id));
  }
}

module.exports = { InFlight };
