import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { generateImageUrl } from '@imgproxy/imgproxy-node';

const key = '943b421c9eb07c830af81030552c86009268de4e532ba2ee2eab8247c6da0881';
const salt = '520f986b998545b4785e0defbc4f3c1203f22de2374a3d53cb7a7fe9fea309c5';

const sizes = { list: 48, card: 160 };

function imageUrl(photo, size, format = 'webp') {
  return generateImageUrl({
    endpoint: 'https://img.example',
    url: `s3://photos/${photo}.jpg`,
    options: { resizing_type: 'fill', width: size, height: size, quality: 80, format },
    key,
    salt,
  });
}

const app = new Hono();

app.get('/', (c) => c.text('members'));

app.get('/members/:id', (c) => {
  const id = c.req.param('id');
  return c.json({
    id,
    name: `Member ${id}`,
    images: Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, imageUrl(id, size)])),
  });
});

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
