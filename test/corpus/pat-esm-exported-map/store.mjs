export const sessions = new Map();

let last = 0;
export function open() {
  const id = ++last;
  sessions.set(id, { at: Date.now(), pages: [] });
  return sessions.get(id);
}
