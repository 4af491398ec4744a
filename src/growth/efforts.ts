import type { Effort } from './next-step.ts';

/**
 * What each depth spends on a service. By default a clean shop is let go after about 10 s, and what fills up within 20,000 requests
 * at 2,000 a second is seen to stop.
 */
export const EFFORTS = {
  quick: { roundSeconds: 0.25, roundRequests: 800, confirmationSeconds: 1.5, longestConfirmationSeconds: 4 },
  default: { roundSeconds: 0.8, roundRequests: 4000, confirmationSeconds: 3, longestConfirmationSeconds: 8 },
  thorough: { roundSeconds: 3, roundRequests: 20_000, confirmationSeconds: 10, longestConfirmationSeconds: 30 },
} as const satisfies Readonly<Record<string, Omit<Effort, 'rarest'>>>;
