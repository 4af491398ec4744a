const http = require('node:http');
const Hogan = require('hogan.js');

const letter = Hogan.compile(`{{customer.salutation}}{{^customer.salutation}}Hello{{/customer.salutation}} {{customer.name}},

thank you for your order. This is what we are going to send you:
{{#items}}
  {{count}} x {{title}}
{{/items}}
{{^items}}
  (nothing yet)
{{/items}}

Yours, the shop`);

const shop = { name: 'Lamp & Shade' };

function compose(order) {
  return { to: order.customer.email, subject: `Your order at ${shop.name}`, text: letter.render(order) };
}

const server = http.createServer(async (req, res) => {
  if (req.url === '/health') return res.end('ok');
  if (req.method !== 'POST' || req.url !== '/letters') return res.writeHead(404).end();
  try {
    let text = '';
    for await (const chunk of req) text += chunk;
    const mail = compose(JSON.parse(text));
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(mail));
  } catch (error) {
    res.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: error.message }));
  }
});
server.listen(process.env.PORT, '127.0.0.1');
