const http = require('node:http');

// (module (memory (export "memory") 1)
//   (func (export "sum") (param i32 i32) (result i32) … adds the bytes from p to p + n …))
const codec = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(
  '0061736d0100000001070160027f7f017f030201000503010001071002066d656d6f727902000373756d00000a2f012d0101' +
  '7f0340024020014101480d00200220002d00006a2102200041016a2100200141016b21010c010b0b20020b', 'hex')));
const { memory, sum } = codec.exports;

/** Size classes with free lists, and a bump pointer for what they cannot give. */
const free = new Map();
let top = 1024;

function allocate(size) {
  const list = free.get(size);
  if (list !== undefined && list.length > 0) return list.pop();
  const rounded = (size + 15) & ~15;
  const missing = top + rounded - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  const pointer = top;
  top += rounded;
  return pointer;
}

function release(pointer, size) {
  const rounded = (size + 15) & ~15;
  if (!free.has(rounded)) free.set(rounded, []);
  if (free.get(rounded).length < 64) free.get(rounded).push(pointer);
}

function checksum(bytes) {
  const pointer = allocate(bytes.length);
  new Uint8Array(memory.buffer).set(bytes, pointer);
  const result = sum(pointer, bytes.length);
  release(pointer, bytes.length);
  return result;
}

http.createServer((req, res) => {
  if (req.url === '/health') return res.end('ok');
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ checksum: checksum(Buffer.concat(chunks)) }));
  });
}).listen(process.env.PORT, '127.0.0.1');
