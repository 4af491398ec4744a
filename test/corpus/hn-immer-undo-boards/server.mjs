import express from 'express';
import { applyPatches, enablePatches, produceWithPatches } from 'immer';

enablePatches();

const limits = { undo: 120, cards: 30 };
const boards = new Map();

function boardOf(name) {
  if (!/^team-[1-9]\d?$/.test(name)) return null;
  if (!boards.has(name)) {
    boards.set(name, { state: { title: name, columns: { todo: [], doing: [], done: [] }, revision: 0 }, past: [] });
  }
  return boards.get(name);
}

function change(board, recipe, by) {
  const [state, redo, undo] = produceWithPatches(board.state, (draft) => {
    recipe(draft);
    draft.revision++;
  });
  board.state = state;
  board.past.push({ by, at: new Date(), redo, undo });
  if (board.past.length > limits.undo) board.past = board.past.slice(-Math.floor(limits.undo * 0.75));
}

const app = express();
app.use(express.json());
app.param('board', (req, res, next, name) => {
  req.board = boardOf(name);
  if (req.board) next();
  else res.sendStatus(404);
});

app.post('/boards/:board/cards', (req, res) => {
  change(
    req.board,
    ({ columns }) => {
      columns.todo.push({ text: req.body.text, by: req.body.by, moved: 0 });
      if (columns.todo.length > 10) columns.doing.push({ ...columns.todo.shift(), moved: 1 });
      if (columns.doing.length > 10) columns.done.push({ ...columns.doing.shift(), moved: 2 });
      if (columns.done.length > limits.cards - 20) columns.done.shift();
    },
    req.body.by,
  );
  res.status(201).json({ revision: req.board.state.revision });
});

app.post('/boards/:board/undo', (req, res) => {
  const last = req.board.past.pop();
  if (last) req.board.state = applyPatches(req.board.state, last.undo);
  res.json({ undone: last?.by ?? null, revision: req.board.state.revision });
});

app.get('/boards/:board', (req, res) => {
  res.json({ ...req.board.state, undoable: req.board.past.length });
});

app.listen(process.env.PORT, '127.0.0.1');
