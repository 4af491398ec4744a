'use strict';
const Router = require('@koa/router');
const { LsmTree } = require('../lib/lsm');

const SLOTS = 2600;

module.exports = () => {
  const tree = new LsmTree({ tableRows: 150, fanout: 4, levels: 3 });
  const router = new Router();
  let next = 0;

  router.get('/health', (ctx) => (ctx.body = { ok: true }));

  router.put('/pallets/:pallet', (ctx) => {
    // The racks are filled in turns; 1009 slots lie between two pallets.
    const slot = (next += 1009) % SLOTS;
    const previous = tree.get(slot);
    tree.put(slot, { pallet: ctx.params.pallet, kilos: Number(ctx.query.kilos) || 100, since: new Date().toISOString() });
    ctx.body = { slot, moved: previous?.pallet ?? null };
  });

  router.get('/slots/:slot', (ctx) => {
    const found = tree.get(Number(ctx.params.slot));
    ctx.body = { slot: ctx.params.slot, pallet: found?.pallet ?? null };
  });

  router.get('/shape', (ctx) => (ctx.body = tree.shape));
  return router;
};
