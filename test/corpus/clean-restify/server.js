const restify = require('restify');

const server = restify.createServer({ name: 'orders' });
server.use(restify.plugins.acceptParser(server.acceptable));
server.use(restify.plugins.queryParser());
server.use(restify.plugins.bodyParser());
server.use(restify.plugins.throttle({ burst: 100000, rate: 100000, ip: true }));
server.post('/orders/:id', (req, res, next) => {
  res.send({ id: req.params.id, full: req.query.full, sku: req.body.sku });
  next();
});
server.get('/', (req, res, next) => { res.send('ok'); next(); });
server.listen(process.env.PORT, '127.0.0.1');
