require('reflect-metadata');
const polka = require('polka');
const { DataSource, EntitySchema } = require('typeorm');
const Ajv = require('ajv');

const Note = new EntitySchema({
  name: 'Note',
  columns: { id: { type: Number, primary: true }, title: { type: String }, at: { type: Number } },
  relations: { tags: { type: 'one-to-many', target: 'Tag', inverseSide: 'note' } },
});
const Tag = new EntitySchema({
  name: 'Tag',
  columns: { id: { type: Number, primary: true }, word: { type: String } },
  relations: { note: { type: 'many-to-one', target: 'Note', joinColumn: true, inverseSide: 'tags' } },
});
const isNote = new Ajv().compile({ type: 'object', properties: { title: { type: 'string' } }, required: ['title'] });

(async () => {
  const db = await new DataSource({ type: 'sqljs', entities: [Note, Tag], synchronize: true }).initialize();
  const notes = db.getRepository('Note');
  for (let id = 0; id < 200; id++) await notes.save({ id, title: 'note ' + id, at: 0 });
  for (let id = 0; id < 20; id++) await db.getRepository('Tag').save({ id, word: 'tag ' + id, note: { id: id % 7 } });
  let n = 0;
  polka()
    .get('/notes/:id', async (req, res) => {
      const note = await notes.findOne({ where: { id: Number(req.params.id) }, relations: { tags: true } });
      res.end(JSON.stringify(note));
    })
    .post('/notes', async (req, res) => {
      let body = '';
      for await (const chunk of req) body += chunk;
      const note = JSON.parse(body);
      res.statusCode = isNote(note) ? 201 : 400;
      if (res.statusCode === 201) await notes.update({ id: n++ % 200 }, { title: note.title, at: Date.now() });
      res.end(await notes.count() + '');
    })
    .listen(Number(process.env.PORT), '127.0.0.1');
})();
