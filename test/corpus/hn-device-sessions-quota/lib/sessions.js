'use strict';
const { randomUUID } = require('node:crypto');
const quota = require('./quota');

// user -> device -> id -> session; the user who signed in last stands last
const users = new Map();
let live = 0;

function child(parent, key) {
  let found = parent.get(key);
  if (!found) parent.set(key, (found = new Map()));
  return found;
}

function open(user, device, details) {
  const devices = users.get(user) ?? new Map();
  users.delete(user);
  users.set(user, devices);
  const session = { id: randomUUID(), user, device, ...details, openedAt: Date.now() };
  child(devices, device).set(session.id, session);
  live++;
  quota.enforce(store);
  return { id: session.id, device };
}

function close(session) {
  const devices = users.get(session.user);
  const ofDevice = devices?.get(session.device);
  if (!ofDevice?.delete(session.id)) return false;
  live--;
  if (ofDevice.size === 0) devices.delete(session.device);
  if (devices.size === 0) users.delete(session.user);
  return true;
}

function* leastRecent() {
  for (const devices of users.values()) for (const ofDevice of devices.values()) yield* ofDevice.values();
}

function devicesOf(user) {
  return [...(users.get(user) ?? [])].map(([device, ofDevice]) => ({ device, sessions: ofDevice.size }));
}

function closeAll(user) {
  const all = [...(users.get(user)?.values() ?? [])].flatMap((ofDevice) => [...ofDevice.values()]);
  return all.filter(close).length;
}

const store = { count: () => live, leastRecent, close };
module.exports = { open, devicesOf, closeAll };
