import { App } from '@tinyhttp/app';
import { json } from 'milliparsec';
import picomatch from 'picomatch';

const hosts = Array.from({ length: 24 }, (_, i) => `${['web', 'db', 'queue'][i % 3]}-${i}.${i % 2 ? 'north' : 'south'}.example`);

/** Which hosts an alert is about: its own name, and what the sender left out. */
function affected({ pattern, except = [] }) {
  const matches = picomatch(pattern, { ignore: except });
  return hosts.filter((host) => matches(host));
}

const app = new App();

app.get('/', (req, res) => res.json({ hosts: hosts.length }));

app.post('/alerts', json(), (req, res) => {
  const { pattern, except } = req.body ?? {};
  if (typeof pattern !== 'string') return res.status(400).json({ error: 'pattern' });
  const list = affected({ pattern, except });
  res.status(202).json({ hosts: list.slice(0, 5), total: list.length });
});

app.listen(Number(process.env.PORT), undefined, '127.0.0.1');
