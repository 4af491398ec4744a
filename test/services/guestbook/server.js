'use strict';
const { createHash } = require('node:crypto');
const { PGlite } = require('@electric-sql/pglite');
const express = require('express');
const multer = require('multer');
const { SessionStore } = require('./session-store.js');

const schema = `
  CREATE TABLE books (id SERIAL PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE entries (
    id SERIAL PRIMARY KEY,
    book INTEGER NOT NULL REFERENCES books ON DELETE CASCADE,
    author TEXT NOT NULL,
    text TEXT NOT NULL
  );`;

/** A guest book: log in, write, upload a photo, log out; Postgres in the process. */
async function start() {
  const database = new PGlite();
  await database.exec(schema);
  const sessions = new SessionStore(process.env.FORGETFUL === 'true');
  const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 100_000 } });
  const app = express();
  app.use(express.json());

  const cookieOf = (request) => /(?:^|; )sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  const loggedIn = (request, response, next) => {
    request.session = sessions.find(cookieOf(request));
    if (request.session === null) return response.status(401).json({ error: 'log in first' });
    next();
  };

  app.get('/health', (request, response) => response.json({ status: 'ok' }));
  app.post('/login', (request, response) => {
    const cookie = sessions.open(String(request.body.user));
    response.cookie('sid', cookie, { httpOnly: true }).status(201).json({ user: request.body.user });
  });
  app.post('/logout', loggedIn, (request, response) => {
    sessions.close(cookieOf(request));
    response.clearCookie('sid').status(204).end();
  });
  app.get('/me', loggedIn, (request, response) => response.json({ user: request.session.user }));

  app.post('/books', async (request, response) => {
    const { rows } = await database.query('INSERT INTO books (name) VALUES ($1) RETURNING id', [request.body.name]);
    response.status(201).json(rows[0]);
  });
  app.get('/books/:book', async (request, response) => {
    const { rows } = await database.query(
      'SELECT author, text FROM entries WHERE book = $1 ORDER BY id DESC LIMIT 5',
      [request.params.book],
    );
    response.json(rows);
  });
  app.post('/books/:book/entries', loggedIn, async (request, response) => {
    await database.query('INSERT INTO entries (book, author, text) VALUES ($1, $2, $3)', [
      request.params.book,
      request.session.user,
      request.body.text,
    ]);
    response.status(201).json({});
  });
  app.post('/books/:book/photos', loggedIn, upload.single('photo'), (request, response) => {
    const digest = createHash('sha256').update(request.file.buffer).digest('hex');
    response.status(201).json({ title: request.body.title, bytes: request.file.size, digest });
  });
  app.delete('/books/:book', async (request, response) => {
    await database.query('DELETE FROM books WHERE id = $1', [request.params.book]);
    // Nothing vacuums an embedded database by itself: deleted rows would stay in its files, which are in memory.
    for (const statement of ['VACUUM entries', 'VACUUM books', 'CHECKPOINT']) await database.exec(statement);
    response.status(204).end();
  });

  const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
    console.log(`guestbook listening on http://127.0.0.1:${server.address().port}`);
  });
}

start();
