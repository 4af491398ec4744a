import { getDefaultResultOrder, setDefaultResultOrder } from 'node:dns';
import { parse } from 'node:url';
import type CDP from 'chrome-remote-interface';

let loading: Promise<typeof CDP> | null = null;

/**
 * Loads chrome-remote-interface without its side effects: its import sets the DNS result order of the whole process,
 * which would also change how the load generator resolves `localhost`, and its use of url.parse prints a deprecation
 * warning from Node 24 on once it is bundled.
 */
export function loadRemoteInterface(): Promise<typeof CDP> {
  loading ??= importKeepingDnsOrder();
  return loading;
}

async function importKeepingDnsOrder(): Promise<typeof CDP> {
  spendUrlParseWarning();
  const orderBefore = getDefaultResultOrder();
  try {
    return (await import('chrome-remote-interface')).default;
  } finally {
    setDefaultResultOrder(orderBefore);
  }
}

/** Node prints the warning (DEP0169) at the first call only: this is the first call, made while warnings are off. */
function spendUrlParseWarning(): void {
  const before = process.noDeprecation;
  process.noDeprecation = true;
  parse('ws://127.0.0.1');
  if (before === undefined) delete process.noDeprecation;
  else process.noDeprecation = before;
}
