import loglevel, { type Logger } from 'loglevel';

loglevel.setDefaultLevel(process.env.LOG_LEVEL === 'debug' ? 'debug' : 'warn');

const orders = loglevel.getLogger('orders');

/** Each line begins with the number of its order. */
export function logFor(orderId: string): Pick<Logger, 'info' | 'warn'> {
  return {
    info: (...message: unknown[]) => orders.info(orderId, ...message),
    warn: (...message: unknown[]) => orders.warn(orderId, ...message),
  };
}
