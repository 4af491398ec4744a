import diagnostics from 'node:diagnostics_channel';

const started = 'http.client.request.start';
const finished = 'http.client.response.finish';

/** Notes the calls to carriers that are made while it is open, for the trail of one shipment. */
export class CallAudit {
  constructor(shipment) {
    this.shipment = shipment;
    this.calls = [];
    this.answers = 0;
    this.onStart = this.onStart.bind(this);
    this.onFinish = this.onFinish.bind(this);
  }

  open() {
    diagnostics.subscribe(started, this.onStart);
    diagnostics.subscribe(finished, this.onFinish);
    return this;
  }

  onStart({ request }) {
    if (request.getHeader('x-shipment') !== this.shipment) return;
    this.calls.push({ path: request.path, at: Date.now() });
  }

  onFinish({ request, response }) {
    if (request.getHeader('x-shipment') !== this.shipment) return;
    this.answers++;
    const call = this.calls.find(({ path }) => path === request.path);
    if (call) call.status = response.statusCode;
  }

  close() {
    diagnostics.unsubscribe(started, this.onStart);
    diagnostics.unsubscribe(finished, this.onFinish);
    return { shipment: this.shipment, calls: this.calls, answers: this.answers };
  }
}
