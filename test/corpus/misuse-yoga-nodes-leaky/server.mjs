import Fastify from 'fastify';
import Yoga from 'yoga-layout';

const app = Fastify();

function badge(texts) {
  const root = Yoga.Node.create();
  root.setFlexDirection(Yoga.FLEX_DIRECTION_ROW);
  root.setFlexWrap(Yoga.WRAP_WRAP);
  root.setPadding(Yoga.EDGE_ALL, 12);
  texts.forEach((text, i) => {
    const child = Yoga.Node.create();
    child.setWidth(14 + 8 * text.length);
    child.setHeight(26);
    child.setMargin(Yoga.EDGE_RIGHT, 6);
    root.insertChild(child, i);
  });
  root.calculateLayout(480, undefined, Yoga.DIRECTION_LTR);
  const boxes = texts.map((text, i) => ({ text, ...root.getChild(i).getComputedLayout() }));
  const height = root.getComputedHeight();
  return { height, boxes };
}

app.post('/badges', async (request) => {
  const { height, boxes } = badge(request.body.texts.slice(0, 40));
  const rects = boxes.map(({ left, top, width, text }) => `<g transform="translate(${left} ${top})"><rect width="${width}" height="26" rx="4"/><text x="7" y="18">${text}</text></g>`);
  return { height, svg: `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="${height}">${rects.join('')}</svg>` };
});
app.get('/health', async () => 'ok');

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
