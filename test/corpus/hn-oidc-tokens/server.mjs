import http from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const provider = new Provider('http://127.0.0.1', {
  clients: ['billing', 'shipping'].map((id) => ({
    client_id: id,
    client_secret: `${id}-secret-for-the-tests`,
    grant_types: ['client_credentials'],
    response_types: [],
    id_token_signed_response_alg: 'ES256',
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_post',
  })),
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'ES256' }] },
  cookies: { keys: ['cookie-key-for-the-tests'] },
  features: { clientCredentials: { enabled: true }, introspection: { enabled: true }, devInteractions: { enabled: false } },
  scopes: ['orders', 'parcels'],
  ttl: { ClientCredentials: 300 },
});

const handle = provider.callback();

http.createServer((req, res) => (req.url === '/' ? res.end('identity') : handle(req, res))).listen(process.env.PORT, '127.0.0.1');
