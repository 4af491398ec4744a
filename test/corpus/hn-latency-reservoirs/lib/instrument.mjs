import { DecayingReservoir } from './reservoir.mjs';

const reservoirs = new Map();

/** Wraps the handler of a route: how long it takes is sampled by route and class of status. */
export function timed(route, handler) {
  return async (request, response, ...rest) => {
    const started = performance.now();
    response.once('finish', () => {
      const key = `${route} ${Math.floor(response.statusCode / 100)}xx`;
      let reservoir = reservoirs.get(key);
      if (reservoir === undefined) reservoirs.set(key, (reservoir = new DecayingReservoir(1028)));
      reservoir.update(performance.now() - started);
    });
    return handler(request, response, ...rest);
  };
}

export function report() {
  return Object.fromEntries(
    [...reservoirs].map(([key, reservoir]) => {
      const [median, p95, p99] = reservoir.percentiles(50, 95, 99);
      return [key, { count: reservoir.count, median, p95, p99 }];
    }),
  );
}
