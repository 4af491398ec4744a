const { createServer } = require('node:http');
const { createApp, createRouter, defineEventHandler, getRouterParam, toNodeListener, sendStream, setHeader } = require('h3');
const React = require('react');
const { renderToPipeableStream } = require('react-dom/server');
const preact = require('preact');
const { render } = require('preact-render-to-string');
const { createSSRApp, h, ref, computed } = require('vue');
const { renderToString } = require('@vue/server-renderer');
const { PassThrough } = require('node:stream');

const Theme = React.createContext('light');
function Row({ id }) {
  const [open] = React.useState(false);
  return React.createElement('li', { className: React.useContext(Theme) }, id, open ? 'open' : 'closed');
}
const Later = React.lazy(() => Promise.resolve({ default: Row }));
const Page = ({ id }) => React.createElement(Theme.Provider, { value: 'dark' },
  React.createElement('ul', null, ['a', 'b', 'c'].map((key) => React.createElement(Row, { key, id: key + id }))),
  React.createElement(React.Suspense, { fallback: 'wait' }, React.createElement(Later, { id })));
const Card = ({ id }) => preact.h('article', { class: 'card' }, [1, 2, 3].map((n) => preact.h('p', { key: n }, id + n)));
const View = {
  props: ['id'],
  setup(props) {
    const count = ref(3);
    const label = computed(() => props.id + '/' + count.value);
    return () => h('section', Array.from({ length: count.value }, (_, n) => h('p', { key: n }, label.value)));
  },
};

const router = createRouter();
router.get('/react/:id', defineEventHandler((event) => {
  setHeader(event, 'content-type', 'text/html');
  const out = new PassThrough();
  const { pipe } = renderToPipeableStream(React.createElement(Page, { id: getRouterParam(event, 'id') }), { onShellReady: () => pipe(out) });
  return sendStream(event, out);
}));
router.get('/preact/:id', defineEventHandler((event) => render(preact.h(Card, { id: getRouterParam(event, 'id') }))));
router.get('/vue/:id', defineEventHandler((event) => renderToString(createSSRApp(View, { id: getRouterParam(event, 'id') }))));
const app = createApp();
app.use(router);
createServer(toNodeListener(app)).listen(Number(process.env.PORT), '127.0.0.1');
