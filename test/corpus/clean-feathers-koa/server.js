const { feathers } = require('@feathersjs/feathers');
const { koa, rest, bodyParser, errorHandler } = require('@feathersjs/koa');
const { MemoryService } = require('@feathersjs/memory');
const { resolve, hooks: schemaHooks } = require('@feathersjs/schema');
const { Type, getValidator } = require('@feathersjs/typebox');
const Ajv = require('@feathersjs/typebox').Ajv ?? require('@feathersjs/schema').Ajv;

const validator = new Ajv({ coerceTypes: true });
const newMessage = getValidator(Type.Object({ channel: Type.String(), text: Type.String({ maxLength: 400 }) }, { $id: 'NewMessage', additionalProperties: false }), validator);
const onCreate = resolve({ createdAt: async () => Date.now(), text: async (text) => text.trim() });
const onResult = resolve({ excerpt: async (_value, message) => message.text.slice(0, 20) });

class Messages extends MemoryService {
  async create(data, params) {
    const created = await super.create(data, params);
    const ids = Object.keys(this.store);
    if (ids.length > 1000) for (const id of ids.slice(0, 250)) delete this.store[id];
    return created;
  }
}

const app = koa(feathers());
app.use(async (ctx, next) => {
  if (ctx.path === '/health') return void (ctx.body = 'ok');
  await next();
});
app.use(errorHandler());
app.use(bodyParser());
app.configure(rest());
app.use('messages', new Messages({ id: 'id', startId: 1, paginate: { default: 10, max: 50 } }));
app.use('unread', { async get(id) { return { id, unread: id.length % 7 }; } });
app.service('messages').hooks({
  around: { all: [schemaHooks.resolveResult(onResult)] },
  before: { create: [schemaHooks.validateData(newMessage), schemaHooks.resolveData(onCreate)] },
});
const counts = { created: 0 };
app.service('messages').on('created', () => { counts.created++; });
app.listen(Number(process.env.PORT), '127.0.0.1');
