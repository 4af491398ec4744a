const axios = require('axios');
const MockAdapter = require('axios-mock-adapter');

const client = axios.create({ baseURL: 'https://partner.example/v1', timeout: 2000 });

// No credentials here: the sandbox answers what the partner would.
const sandbox = new MockAdapter(client);
sandbox.onGet(/^\/shipments\/[\w-]+$/).reply((config) => [200, { id: config.url.split('/').pop(), state: 'in transit' }]);
sandbox.onPost('/shipments').reply((config) => [201, { id: 's-1', weight: JSON.parse(config.data).weight }]);

client.interceptors.response.use((response) => {
  sandbox.resetHistory();
  return response;
});

exports.shipment = async (id) => (await client.get(`/shipments/${id}`)).data;

exports.ship = async (parcel) => (await client.post('/shipments', parcel)).data;
