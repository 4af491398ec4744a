const beds = new Map();
for (const ward of ['a1', 'a2', 'b1']) {
  beds.set(ward, Array.from({ length: 8 }, (_, bed) => ({ bed: bed + 1, pulse: 64 + bed, temperature: 36.4 + bed / 10, note: '' })));
}

export const wards = [...beds.keys()];

export function chartOf(ward, role) {
  const list = beds.get(ward);
  if (!list) return null;
  return role === 'desk' ? list.map(({ bed }) => ({ bed, taken: bed % 3 !== 0 })) : list;
}

export function measure(ward, bed, values) {
  const entry = beds.get(ward)?.find((each) => each.bed === bed);
  if (!entry) return null;
  entry.pulse = Number(values.pulse) || entry.pulse;
  entry.temperature = Number(values.temperature) || entry.temperature;
  return entry;
}
