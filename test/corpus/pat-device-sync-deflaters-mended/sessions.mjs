import { SyncSession } from './session.mjs';

const byDevice = new Map();
const trimmed = new Set();

/** A device that logs in again begins a new stream. */
export function login(device) {
  logout(device);
  const session = new SyncSession(device);
  byDevice.set(device, session);
  trimmed.add(session);
  return session;
}

export function sessionOf(device) {
  return byDevice.get(device) ?? login(device);
}

export function logout(device) {
  const session = byDevice.get(device);
  if (!session) return false;
  byDevice.delete(device);
  trimmed.delete(session);
  session.close();
  return true;
}

export const count = () => byDevice.size;

setInterval(() => {
  for (const session of trimmed) session.trim();
}, 3000).unref();
