// With LEAK set it keeps an entry for each request, in the module of a route.
const kept = [];

export default defineEventHandler((event) => {
  if (process.env.LEAK) kept.push({ url: event.path, at: kept.length });
  return 'ok';
});
