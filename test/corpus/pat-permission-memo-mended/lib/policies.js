'use strict';

const roles = {
  viewer: ['report:read', 'dashboard:read'],
  analyst: ['report:read', 'report:write', 'dashboard:read', 'export:create'],
  admin: ['report:read', 'report:write', 'report:delete', 'dashboard:read', 'dashboard:write', 'export:create', 'user:read'],
};

const members = new Map();
for (let number = 1; number <= 40; number++) {
  const role = number % 10 === 0 ? 'admin' : number % 3 === 0 ? 'analyst' : 'viewer';
  members.set(`m${number}`, { id: `m${number}`, role, teams: [`team-${number % 6}`, 'all'] });
}

class Forbidden extends Error {}

/** What the caller of a request may do; worked out once, as a handler asks several times. */
const resolved = new WeakMap();

function permissionsOf(req) {
  let permissions = resolved.get(req);
  if (permissions !== undefined) return permissions;
  const member = members.get(req.headers['x-member']) ?? { id: 'guest', role: 'viewer', teams: [] };
  permissions = { member, allowed: new Set(roles[member.role]), scope: new Set(member.teams) };
  resolved.set(req, permissions);
  return permissions;
}

function require_(req, permission) {
  const { allowed, member } = permissionsOf(req);
  if (!allowed.has(permission)) throw new Forbidden(`${member.id} may not ${permission}`);
}

function visible(req, rows) {
  const { scope, allowed } = permissionsOf(req);
  return allowed.has('user:read') ? rows : rows.filter(({ team }) => scope.has(team));
}

module.exports = { Forbidden, permissionsOf, require: require_, visible };
