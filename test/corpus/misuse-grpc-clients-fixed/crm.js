const grpc = require('@grpc/grpc-js');

const json = { serialize: (value) => Buffer.from(JSON.stringify(value)), deserialize: (bytes) => JSON.parse(bytes.toString()) };
const FIND = '/crm.Customers/Find';
const service = { find: { path: FIND, requestStream: false, responseStream: false, requestSerialize: json.serialize, requestDeserialize: json.deserialize, responseSerialize: json.serialize, responseDeserialize: json.deserialize } };

/** Stands in for the customers service, on a port of its own. */
function startCrm() {
  const server = new grpc.Server();
  server.addService(service, {
    find({ request }, answer) {
      answer(null, { id: request.id, name: `Customer ${request.id}`, tier: request.id % 3 ? 'basic' : 'gold' });
    },
  });
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port)));
  });
}

function find(client, id) {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(FIND, json.serialize, json.deserialize, { id }, (error, customer) => (error ? reject(error) : resolve(customer)));
  });
}

module.exports = { find, startCrm };
