const { CookieJar } = require('tough-cookie');

const jar = new CookieJar(undefined, { rejectPublicSuffixes: false, allowSpecialUseDomain: true });

/** The carrier's API keeps its login and the state of a shipment in cookies. */
class CarrierClient {
  constructor(origin) {
    this.origin = origin;
  }

  async request(path, init = {}) {
    const url = new URL(path, this.origin);
    const cookie = await jar.getCookieString(url.href);
    const response = await fetch(url, { ...init, headers: { ...init.headers, ...(cookie && { cookie }) } });
    for (const header of response.headers.getSetCookie()) await jar.setCookie(header, url.href, { ignoreError: true });
    if (!response.ok) throw new Error(`the carrier answered ${response.status}`);
    return response.json();
  }

  async label(order, parcel) {
    const { shipment } = await this.request(`/shipments/${order}`, { method: 'POST', body: JSON.stringify(parcel) });
    const { tracking } = await this.request(`/shipments/${order}/label?weight=${parcel.weight}`);
    return { order, shipment, tracking };
  }
}

module.exports = { CarrierClient };
