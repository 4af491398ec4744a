import ky from 'ky';

/** The partner's service; its tokens last for a quarter of an hour and are renewed by the scheduler. */
export function createPartnerApi(prefixUrl) {
  let api = ky.create({ prefixUrl, retry: 0, timeout: 5000 });

  async function renew() {
    const { token, expiresIn } = await api.post('token').json();
    const authorize = (request) => request.headers.set('authorization', `Bearer ${token}`);
    api = api.extend({ hooks: { beforeRequest: [authorize] } });
    return { expiresIn };
  }

  const first = renew();
  return { renew, stock: (sku) => first.then(() => api.get(`stock/${sku}`).json()) };
}
