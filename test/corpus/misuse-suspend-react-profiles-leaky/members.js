const cities = ['Bergen', 'Porto', 'Gdansk', 'Ghent'];

exports.findMember = async (id) => {
  await new Promise((resolve) => setImmediate(resolve));
  return { id, name: `Member ${id}`, city: cities[id.length % cities.length], badges: ['swimmer', 'rower'].slice(0, 1 + (id.length % 2)) };
};
