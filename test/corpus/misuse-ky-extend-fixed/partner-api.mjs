import ky from 'ky';

/** The partner's service; its tokens last for a quarter of an hour and are renewed by the scheduler. */
export function createPartnerApi(prefixUrl) {
  const plain = ky.create({ prefixUrl, retry: 0, timeout: 5000 });
  let api = plain;

  async function renew() {
    const { token, expiresIn } = await plain.post('token').json();
    const authorize = (request) => request.headers.set('authorization', `Bearer ${token}`);
    api = plain.extend({ hooks: { beforeRequest: [authorize] } });
    return { expiresIn };
  }

  const first = renew();
  return { renew, stock: (sku) => first.then(() => api.get(`stock/${sku}`).json()) };
}
