const http = require('node:http');
const { spawn } = require('node:child_process');
const readline = require('node:readline');

const program = "require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => console.log(line.toUpperCase()))";
function startChild() {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'], env: {} });
  const waiting = [];
  readline.createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()(line));
  return (text) => new Promise((resolve) => {
    waiting.push(resolve);
    child.stdin.write(text + '\n');
  });
}

const children = [startChild()];
let n = 0;
http.createServer(async (req, res) => {
  if (++n % 400 === 0 && children.length < 4) children.push(startChild());
  res.end(await children[n % children.length]('request ' + n));
}).listen(process.env.PORT, '127.0.0.1');
