const Hapi = require('@hapi/hapi');
const { faker } = require('@faker-js/faker');

function sampleCustomer() {
  return {
    number: faker.datatype.uuid(),
    name: faker.name.fullName(),
    city: faker.address.cityName(),
    plan: faker.helpers.arrayElement(['free', 'team', 'business']),
  };
}

async function main() {
  const server = Hapi.server({ port: process.env.PORT, host: '127.0.0.1' });

  server.route({ method: 'GET', path: '/', handler: () => 'samples' });

  server.route({
    method: 'GET',
    path: '/samples/customers',
    handler(request) {
      const count = Math.min(Number(request.query.count) || 1, 10);
      return Array.from({ length: count }, sampleCustomer);
    },
  });

  await server.start();
}
main();
