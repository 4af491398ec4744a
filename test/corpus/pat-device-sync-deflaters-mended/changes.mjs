const kinds = ['contact', 'event', 'note'];
let sequence = 0;

/** The changes a device has not seen, as far as this stand-in for the store knows. */
export function changesFor(device, since) {
  const changes = [];
  for (let n = 0; n < 4; n++) {
    sequence++;
    changes.push({
      kind: kinds[(sequence + n) % kinds.length],
      key: `${device}/${(sequence * 31) % 500}`,
      revision: since + n + 1,
      fields: { title: `Item ${(sequence * 17) % 90}`, done: sequence % 3 === 0 },
    });
  }
  return { device, since, until: since + changes.length, changes };
}
