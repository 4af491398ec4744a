const MOST = 300;

export const recent = new Map();
export let notes = [];

export function remember(id, visit) {
  recent.set(id, visit);
  if (recent.size > MOST) recent.delete(recent.keys().next().value);
  notes = [...notes, visit.url].slice(-MOST);
}
