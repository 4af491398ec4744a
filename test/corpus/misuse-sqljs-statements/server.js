const http = require('node:http');
const initSqlJs = require('sql.js');

initSqlJs().then((SQL) => {
  const db = new SQL.Database();
  db.run('create table orders (id integer primary key, sku text)');
  db.run("insert into orders (sku) values ('a'), ('b')");
  http.createServer((req, res) => {
    const statement = db.prepare('select sku from orders where id = ?');
    res.end(JSON.stringify(statement.getAsObject([1])));
  }).listen(process.env.PORT, '127.0.0.1');
});
