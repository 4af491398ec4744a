import { scaleBand, scaleLinear, scaleOrdinal } from 'd3-scale';

const width = 320;
const height = 120;
const color = scaleOrdinal(['#4e79a7', '#f28e2b', '#e15759', '#76b7b2', '#59a14f', '#edc948']);

export function leaderboard(rows) {
  const x = scaleLinear([0, Math.max(...rows.map((row) => row.points))], [0, width]);
  const y = scaleBand(rows.map((row) => row.player), [0, height]).padding(0.1);
  const bars = rows.map((row) =>
    `<rect x="0" y="${y(row.player).toFixed(1)}" width="${x(row.points).toFixed(1)}" height="${y.bandwidth().toFixed(1)}" fill="${color(row.player)}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${bars.join('')}</svg>`;
}
