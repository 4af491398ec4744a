const http = require('node:http');
const Vue = require('vue');
const VueI18n = require('vue-i18n');
const { createRenderer } = require('vue-server-renderer');

Vue.use(VueI18n);

const messages = {
  en: { receipt: 'Receipt', thanks: 'Thank you, {name}', total: 'Total' },
  de: { receipt: 'Beleg', thanks: 'Vielen Dank, {name}', total: 'Summe' },
};

const i18n = {
  en: new VueI18n({ locale: 'en', messages, silentTranslationWarn: true }),
  de: new VueI18n({ locale: 'de', messages, silentTranslationWarn: true }),
};

const Receipt = {
  props: { name: String, cents: Number },
  template: '<section><h1>{{ $t("receipt") }}</h1><p>{{ $t("thanks", { name }) }}</p><b>{{ $t("total") }} {{ (cents / 100).toFixed(2) }}</b></section>',
};

const renderer = createRenderer();

async function renderReceipt(locale, order) {
  const vm = new Vue({
    i18n: i18n[locale],
    render: (h) => h(Receipt, { props: { name: order.name, cents: order.cents } }),
  });
  try {
    return await renderer.renderToString(vm);
  } finally {
    vm.$destroy();
  }
}

http.createServer(async (req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://localhost');
  const [, page, locale] = pathname.split('/');
  if (page !== 'receipts') return res.writeHead(page === '' ? 200 : 404).end();
  if (!Object.hasOwn(i18n, locale)) return res.writeHead(404).end('no such language');
  try {
    const html = await renderReceipt(locale, {
      name: searchParams.get('name') ?? '',
      cents: Number(searchParams.get('cents') ?? 0),
    });
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  } catch (error) {
    res.writeHead(500).end(error.message);
  }
}).listen(process.env.PORT, '127.0.0.1');
