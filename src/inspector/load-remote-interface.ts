import { getDefaultResultOrder, setDefaultResultOrder } from 'node:dns';
import type CDP from 'chrome-remote-interface';

let loading: Promise<typeof CDP> | null = null;

/**
 * Loads chrome-remote-interface without its side effect: its import sets the DNS result order of the whole process,
 * which would also change how the load generator resolves `localhost`.
 */
export function loadRemoteInterface(): Promise<typeof CDP> {
  loading ??= importKeepingDnsOrder();
  return loading;
}

async function importKeepingDnsOrder(): Promise<typeof CDP> {
  const orderBefore = getDefaultResultOrder();
  try {
    return (await import('chrome-remote-interface')).default;
  } finally {
    setDefaultResultOrder(orderBefore);
  }
}
