import * as core from '@actions/core';
import type { RawSource } from '../options/raw-options.ts';

/** Shorter values are words of every log, and masking them would hide the log. */
const shortestSecret = 6;

/** Tells the runner to hide the token and the values of headers that carry one, wherever the log shows them. */
export function maskSecrets({ options }: RawSource): void {
  const token = options.get('github-token')?.texts ?? [];
  const headers = (options.get('headers')?.texts ?? []).flatMap((line) => {
    const colon = line.indexOf(':');
    if (!/auth|cookie|token|key|secret|password/i.test(line.slice(0, colon))) return [];
    const value = line.slice(colon + 1).trim();
    return [value, ...value.split(/\s+/).slice(1)];
  });
  for (const secret of [...token, ...headers]) {
    if (secret.trim().length >= shortestSecret) core.setSecret(secret.trim());
  }
}
