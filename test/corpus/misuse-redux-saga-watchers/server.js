const express = require('express');
const { applyMiddleware, legacy_createStore: createStore } = require('redux');
const { default: createSagaMiddleware } = require('redux-saga');
const { put, take } = require('redux-saga/effects');

const sagas = createSagaMiddleware();
const store = createStore((state = { settled: 0 }, { type }) => (type === 'SETTLED' ? { settled: state.settled + 1 } : state), applyMiddleware(sagas));

function* settle(id) {
  yield take(`PAID_${id}`);
  yield put({ type: 'SETTLED' });
}

let order = 0;
const app = express();
app.get('/', (req, res) => {
  sagas.run(settle, ++order);
  res.json(store.getState());
});
app.listen(process.env.PORT, '127.0.0.1');
