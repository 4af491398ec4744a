import { SourceMapConsumer, SourceMapGenerator } from 'source-map';

const maps = new Map(['2.3.0', '2.3.1', '2.4.0'].map((release) => [release, build(release)]));

// Stands for the maps that the build uploads with each release.
function build(release) {
  const generator = new SourceMapGenerator({ file: `app-${release}.js` });
  for (let line = 1; line <= 220; line++) {
    for (const column of [4, 18]) {
      generator.addMapping({
        source: `src/${['cart', 'checkout', 'search'][line % 3]}.ts`,
        original: { line: Math.ceil(line / 3) + (column > 4), column: 2 },
        generated: { line, column },
        name: column > 4 ? 'total' : undefined,
      });
    }
  }
  return generator.toJSON();
}

export const releases = () => [...maps.keys()];

export async function symbolicate(release, frames) {
  const consumer = await new SourceMapConsumer(maps.get(release));
  return frames.map((frame) => {
    const { source, line, name } = consumer.originalPositionFor(frame);
    return source === null ? { ...frame, source: 'app.js' } : { source, line, name };
  });
}
