const path = require('node:path');
const express = require('express');
const { engine } = require('express-handlebars');
const session = require('express-session');
const flash = require('connect-flash');
const methodOverride = require('method-override');
const passport = require('passport');
const { Strategy } = require('passport-local');
const { BoundedStore } = require('./session-store');

const users = new Map(['ann', 'bob', 'cat'].map((name, id) => [name, { id, name, password: `${name}-secret`, role: id ? 'reader' : 'editor' }]));
const notes = Array.from({ length: 40 }, (_, id) => ({ id, title: `Note ${id}`, text: 'Remember <this> & that', stars: 0 }));

passport.use(
  new Strategy((username, password, done) => {
    const user = users.get(username);
    if (!user || user.password !== password) return done(null, false, { message: 'wrong name or password' });
    done(null, user);
  }),
);
passport.serializeUser((user, done) => done(null, user.name));
passport.deserializeUser((name, done) => done(null, users.get(name) ?? false));

const app = express();
app.engine('hbs', engine({ extname: '.hbs', defaultLayout: 'main', helpers: { upper: (text) => String(text).toUpperCase() } }));
app.set('view engine', 'hbs');
app.set('views', path.join(__dirname, 'views'));
app.enable('view cache');
app.use(express.urlencoded({ extended: false }));
app.use(methodOverride('_method'));
app.use(session({ secret: 'only for the test', resave: false, saveUninitialized: false, store: new BoundedStore(800) }));
app.use(flash());
app.use(passport.session());

app.get('/', (req, res) => {
  res.render('notes', { user: req.user, notes: notes.slice(0, 12), messages: req.session.passport ? req.flash('info') : [] });
});

app.get('/notes/:id', (req, res, next) => {
  const note = notes[Number(req.params.id)];
  if (!note) return next();
  res.render('note', { note });
});

app.put('/notes/:id/star', (req, res) => {
  const note = notes[Number(req.params.id)];
  note.stars = (note.stars + 1) % 6;
  res.redirect(303, `/notes/${note.id}`);
});

app.post('/login', passport.authenticate('local', { failureRedirect: '/login-failed' }), (req, res) => {
  req.flash('info', `Welcome back, ${req.user.name}`);
  res.redirect('/');
});

app.get('/login-failed', (req, res) => res.status(401).render('failed', { layout: false }));

app.use((req, res) => res.status(404).render('failed', { layout: false }));
app.use((error, req, res, next) => {
  res.status(500).send(error.message);
});

app.listen(process.env.PORT, '127.0.0.1');
