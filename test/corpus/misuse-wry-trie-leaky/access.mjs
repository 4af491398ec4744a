import { randomUUID } from 'node:crypto';
import { Trie } from '@wry/trie';

const roles = { clerk: ['read'], analyst: ['read', 'export'], manager: ['read', 'export', 'share'] };

export const sessionOf = (headers) => ({ id: randomUUID(), role: headers['x-role'] ?? 'clerk' });

// What has been decided in a session is not worked out again.
const decisions = new Trie(true, () => ({ decided: undefined }));

export function allowed(session, report, action) {
  const decision = decisions.lookup(session.id, report, action);
  decision.decided ??= roles[session.role]?.includes(action) && (report !== 'salaries' || session.role === 'manager');
  return decision.decided;
}
