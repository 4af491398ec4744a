const polka = require('polka');
const { board, edit, subscribers } = require('./board');

let delivered = 0;
subscribers.add(() => { delivered++; });

polka()
  .get('/health', (req, res) => res.end('ok'))
  .get('/board', (req, res) => res.end(JSON.stringify({ ...board, delivered })))
  .post('/board/:column/:step', (req, res) => {
    const { column, step } = req.params;
    if (!(column in board.columns)) {
      res.statusCode = 404;
      return res.end();
    }
    const answer = edit(req.headers['x-user'] || 'anonymous', (b) => {
      b.columns[column] += step === 'up' ? 1 : -1;
    });
    res.end(JSON.stringify(answer));
  })
  .listen(process.env.PORT, '127.0.0.1');
