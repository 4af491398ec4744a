// With LEAK set it keeps an entry for each request, in the module of a route.
export const dynamic = 'force-dynamic';

const kept = [];

export function GET(request) {
  if (process.env.LEAK) kept.push({ url: request.url, at: kept.length });
  return new Response('ok');
}
