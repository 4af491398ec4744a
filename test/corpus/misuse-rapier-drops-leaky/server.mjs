import polka from 'polka';
import RAPIER from '@dimforge/rapier2d-compat';

await RAPIER.init();

/** Lets a crate fall from a height and tells where it comes to rest. */
function drop(height, bounce) {
  const world = new RAPIER.World({ x: 0, y: -9.81 });
  world.createCollider(RAPIER.ColliderDesc.cuboid(50, 0.1));
  const crate = world.createRigidBody(RAPIER.RigidBodyDesc.dynamic().setTranslation(0, height));
  world.createCollider(RAPIER.ColliderDesc.cuboid(0.5, 0.5).setRestitution(bounce), crate);
  let lowest = height;
  for (let step = 0; step < 12; step++) {
    world.step();
    lowest = Math.min(lowest, crate.translation().y);
  }
  const { x, y } = crate.translation();
  const rest = { x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100, lowest };
  return rest;
}

polka()
  .get('/', (req, res) => res.end('drops'))
  .get('/drops/:height', (req, res) => {
    const height = Number(req.params.height);
    res.setHeader('content-type', 'application/json');
    if (!(height > 0 && height < 1000)) {
      res.statusCode = 400;
      return res.end('{}');
    }
    res.end(JSON.stringify(drop(height, Number(req.query.bounce ?? 0.3))));
  })
  .listen(process.env.PORT, '127.0.0.1');
