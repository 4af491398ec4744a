const http = require('node:http');

const drafts = new Map();
function save(user) {
  drafts.delete(user);
}

http.createServer((req, res) => {
  const user = 'u' + Math.floor(Math.random() * 5000);
  const draft = drafts.get(user) ?? { text: '', timer: null };
  clearTimeout(draft.timer);
  draft.text = 'draft of ' + user + ' at ' + Date.now();
  draft.timer = setTimeout(save, 1500, user);
  drafts.set(user, draft);
  res.end('saved');
}).listen(process.env.PORT, '127.0.0.1');
