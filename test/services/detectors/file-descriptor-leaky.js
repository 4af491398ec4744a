import { createSocket } from 'node:dgram';
import { serve } from './serve.js';

serve(({ id }) => {
  const metrics = createSocket('udp4'); // SITE
  metrics.unref();
  metrics.send(`views:1|c`, 9, '127.0.0.1', () => undefined);
  return id;
});
