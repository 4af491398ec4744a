const fastify = require('fastify')();
const { Liquid } = require('liquidjs');

// Pages as the editors' tool publishes them; kept as text, parsed when first asked for.
const templates = { 'footer': '<footer>{{ site.name }} {{ "now" | date: "%Y" }}</footer>' };
for (let n = 0; n < 1600; n++) {
  templates[`page-${n}`] = `<h1>{{ page.title | escape }} ${n}</h1>` +
    `{% for item in items %}<li class="i${n % 9}">{{ item.name | upcase }}{% if item.price > ${n % 50} %} <b>{{ item.price | times: 1.${n % 10} }}</b>{% endif %}</li>{% endfor %}` +
    `{% assign total = items | map: "price" | sum %}<p>{{ total | round: ${n % 3} }}</p>{% include "footer" %}`;
}
const engine = new Liquid({ templates, cache: 700 });
engine.registerFilter('shout', (text) => `${text}!`);

let served = 0;
const items = [{ name: 'pen', price: 3 }, { name: 'ink', price: 12 }, { name: 'pad', price: 41 }];
fastify.get('/health', async () => 'ok');
fastify.get('/p/:visitor', async (req, reply) => {
  // The front page of the hour changes; old pages are read too.
  const newest = Math.floor(served++ / 25);
  const n = (newest + Math.floor(1600 * Math.random() ** 2)) % 1600;
  reply.type('text/html');
  return engine.renderFile(`page-${n}`, { site: { name: 'The Daily' }, page: { title: `for ${req.params.visitor}` }, items });
});
fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
