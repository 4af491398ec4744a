const { sql, withList } = require('./sql');

const products = Array.from({ length: 120 }, (_, i) => ({ id: i + 1, name: `Article ${i + 1}`, cents: 500 + ((i * 331) % 9000), stock: (i * 17) % 40 }));

// Stands in for the driver of the read replica.
async function run({ text, values }) {
  if (text.includes(' in (')) return products.filter(({ id }) => values.includes(id));
  if (text.includes('cents <')) return products.filter(({ cents }) => cents < values[0]).slice(0, values[1]);
  return products.filter(({ id }) => id === values[0]);
}

exports.byId = async (id) => (await run(sql`select id, name, cents, stock from products where id = ${id}`))[0];

exports.cheaperThan = (cents, limit) => run(sql`
  select id, name, cents, stock
  from products
  where cents < ${cents}
  order by cents
  limit ${limit}`);

exports.byIds = (ids) => run(withList('select id, name, cents, stock from products where id in', ids, 'order by id'));
