const express = require('express');
const { DataFactory, Parser, Store } = require('n3');

const { namedNode } = DataFactory;
const DCT = 'http://purl.org/dc/terms/';
const required = ['title', 'creator', 'issued'].map((name) => namedNode(DCT + name));

let submissions = 0;

/** Loads a submission into a store and looks at it. */
function check(turtle) {
  const store = new Store();
  const graph = namedNode(`urn:submission:${++submissions}`);
  for (const { subject, predicate, object } of new Parser().parse(turtle)) {
    store.addQuad(subject, predicate, object, graph);
  }
  const report = store.getSubjects(null, null, graph).map((subject) => ({
    subject: subject.value,
    missing: required.filter((p) => store.countQuads(subject, p, null, graph) === 0).map((p) => p.value.slice(DCT.length)),
  }));
  return report;
}

const app = express();
app.use(express.text({ type: 'text/turtle', limit: '200kb' }));

app.post('/checks', (req, res) => {
  try {
    const report = check(req.body);
    res.json({ valid: report.every(({ missing }) => missing.length === 0), report });
  } catch (error) {
    res.status(422).json({ error: error.message });
  }
});

app.get('/health', (req, res) => res.json({ ok: true, checked: submissions }));
app.listen(process.env.PORT, '127.0.0.1');
