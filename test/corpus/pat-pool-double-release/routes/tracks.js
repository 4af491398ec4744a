'use strict';
const simplify = require('../lib/simplify');

module.exports = async (app) => {
  app.post('/tracks/simplify', async (request) => {
    const { points, tolerance = 2 } = request.body;
    const space = request.scratch();
    const count = Math.min(points.length, 512);
    for (let i = 0; i < count; i++) [space.xs[i], space.ys[i]] = points[i];
    return { points: count, kept: simplify(space, count, tolerance) };
  });

  app.get('/tracks/limits', async () => ({ points: 512, made: app.scratchMade() }));
  app.get('/tracks/:id/bounds', async ({ params }) => ({ id: params.id, bounds: [0, 0, params.id.length * 7, 40] }));
};
