'use strict';
const Koa = require('koa');
const Router = require('@koa/router');
const { tenantOf } = require('./tenants');
const { BatchLoader } = require('./batch-loader');
const { context, logger } = require('./context');
const { readJson, shape } = require('./validation');

const Appointment = shape({ patient: /^p\d{1,4}$/, doctor: /^d\d{1,2}$/, day: /^2026-\d\d-\d\d$/ });

const app = new Koa();
app.silent = true;

app.use((ctx, next) => context.run({ id: ctx.get('x-request-id') || Math.random().toString(36).slice(2, 10), tenant: null, spans: [] }, next));
app.use(async (ctx, next) => {
  const started = performance.now();
  try {
    await next();
  } catch (error) {
    ctx.status = error.status ?? 500;
    ctx.body = { error: error.message, request: context.getStore().id };
    logger.warn(`${ctx.method} ${ctx.path}: ${error.message}`);
  }
  logger.info(`${ctx.method} ${ctx.path} ${ctx.status} in ${(performance.now() - started).toFixed(1)} ms`);
});
app.use(async (ctx, next) => {
  const tenant = await tenantOf(ctx.get('x-clinic') || 'main');
  if (!tenant) ctx.throw(404, 'no such clinic');
  context.getStore().tenant = tenant.name;
  ctx.tenant = tenant;
  ctx.loaders = {
    patients: new BatchLoader((ids) => tenant.repository.patients(ids)),
    doctors: new BatchLoader((ids) => tenant.repository.doctors(ids)),
  };
  await next();
});

const router = new Router();

router.get('/appointments', async (ctx) => {
  const { tenant, loaders } = ctx;
  const day = String(ctx.query.day ?? '2026-03-02');
  const appointments = await tenant.repository.appointmentsOn(day);
  ctx.body = await Promise.all(
    appointments.map(async ({ id, patient, doctor, slot }) => {
      const [who, whom] = await Promise.all([loaders.patients.load(patient), loaders.doctors.load(doctor)]);
      return { id, slot, patient: who.name, doctor: whom.name, room: whom.room };
    }),
  );
});

router.post('/appointments', async (ctx) => {
  const wanted = Appointment(await readJson(ctx.req));
  const doctor = await ctx.loaders.doctors.load(wanted.doctor);
  const booked = await ctx.tenant.exclusively(wanted.doctor, async () => {
    const appointment = await ctx.tenant.repository.book(wanted);
    if (!appointment) ctx.throw(409, `${doctor.name} has no slot left on ${wanted.day}`);
    return appointment;
  });
  ctx.tenant.events.emit('booked', booked);
  ctx.status = 201;
  ctx.body = booked;
});

router.get('/patients/:id', async (ctx) => {
  const patient = await ctx.loaders.patients.load(ctx.params.id);
  if (patient instanceof Error) throw patient;
  ctx.body = patient;
});

router.get('/log', (ctx) => {
  ctx.body = logger.tail(10);
});

app.use(router.routes()).use(router.allowedMethods());
app.listen(process.env.PORT, '127.0.0.1');
