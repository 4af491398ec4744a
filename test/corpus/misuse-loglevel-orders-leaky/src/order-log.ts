import loglevel, { type Logger } from 'loglevel';

loglevel.setDefaultLevel(process.env.LOG_LEVEL === 'debug' ? 'debug' : 'warn');

/** Lines of one order can be turned on by its number. */
export function logFor(orderId: string): Logger {
  return loglevel.getLogger(`orders/${orderId}`);
}
