const { initTRPC, TRPCError } = require('@trpc/server');
const { createHTTPServer } = require('@trpc/server/adapters/standalone');
const superjson = require('superjson');
const { z } = require('zod');

const t = initTRPC.context().create({ transformer: superjson });
const timed = t.procedure.use(async ({ next, path }) => {
  const started = performance.now();
  const result = await next({ ctx: { path } });
  if (performance.now() - started > 1000) throw new TRPCError({ code: 'TIMEOUT' });
  return result;
});
const router = t.router({
  item: timed.input(z.object({ id: z.number() })).query(({ input }) => ({ id: input.id, tags: new Set(['new', 'blue']), at: new Date() })),
  order: timed.input(z.object({ sku: z.string(), quantity: z.number().int().positive() })).mutation(({ input, ctx }) => ({ ...input, path: ctx.path })),
});
createHTTPServer({ router, createContext: ({ req }) => ({ agent: req.headers['user-agent'] }) }).listen(Number(process.env.PORT), '127.0.0.1');
