const topics = ['trade', 'weather', 'football', 'opera', 'science', 'traffic', 'housing', 'schools'];

/** Loads an article and makes its teaser; stands for the slow content API. */
export async function load(id) {
  await new Promise(setImmediate);
  let seed = 0;
  for (const character of id) seed = (seed * 31 + character.charCodeAt(0)) % 99_991;
  const topic = topics[seed % topics.length];
  const sentences = Array.from({ length: 4 }, (_, index) => `Sentence ${index + 1} of ${id} on ${topic} number ${(seed * (index + 3)) % 997}.`);
  return { id, topic, headline: `${topic}: ${id}`, teaser: sentences.join(' '), words: 200 + (seed % 900) };
}
