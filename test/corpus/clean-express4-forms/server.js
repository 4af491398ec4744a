const express = require('express');
const session = require('express-session');
const multer = require('multer');

const app = express();
app.use(require('helmet')());
app.use(require('compression')({ threshold: 0 }));
app.use(require('cookie-parser')('secret'));
app.use('/static', require('serve-static')(__dirname + '/static'));
// Sessions are kept once something is written to them; these pages write nothing.
app.use(session({ secret: 's', resave: false, saveUninitialized: false }));
const upload = multer({ storage: multer.memoryStorage() });
app.post('/upload', upload.single('file'), (req, res) => res.json({ note: req.body.note, size: req.file.size }));
app.get('/page', (req, res) => res.send('<p>'.repeat(200) + req.cookies.theme + String(req.session.user)));
app.get('/missing-but-handled', (req, res, next) => next(new Error('nothing here')));
app.get('/', (req, res) => res.send('home'));
app.use((error, req, res, next) => res.status(200).send(error.message));
app.listen(process.env.PORT, '127.0.0.1');
