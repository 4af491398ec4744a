import { createServer } from 'node:http';
import { Reach } from './reach.mjs';

const placements = ['top', 'side', 'feed', 'outro'];
const campaigns = new Map();

function campaignOf(name) {
  let campaign = campaigns.get(name);
  if (campaign === undefined) {
    campaign = { impressions: 0, placements: Object.fromEntries(placements.map((placement) => [placement, new Reach()])), total: new Reach() };
    campaigns.set(name, campaign);
  }
  return campaign;
}

/** Players send what they have shown in beacons; each line is a viewer and a placement. */
function record(name, lines) {
  const campaign = campaignOf(name);
  for (const line of lines) {
    const [viewer, placement] = line.split(',');
    const reach = campaign.placements[placement];
    if (reach === undefined) continue;
    campaign.impressions++;
    reach.add(viewer);
    campaign.total.add(viewer);
  }
  return campaign.impressions;
}

function report(name) {
  const { impressions, placements: reaches, total } = campaignOf(name);
  return {
    impressions,
    reach: total.estimate(),
    placements: Object.fromEntries(Object.entries(reaches).map(([placement, reach]) => [placement, reach.estimate()])),
  };
}

createServer(async (request, response) => {
  const [, kind, name] = request.url.split('/');
  response.setHeader('content-type', 'application/json');
  if (kind === 'beacons' && request.method === 'POST') {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { session, shown } = JSON.parse(text);
    const lines = shown.flatMap((placement) => Array.from({ length: 4 }, (_, n) => `${session}-${n},${placement}`));
    return response.end(JSON.stringify({ impressions: record(name, lines) }));
  }
  if (kind === 'reports') return response.end(JSON.stringify(report(name)));
  response.writeHead(404).end('{}');
}).listen(process.env.PORT, '127.0.0.1');
