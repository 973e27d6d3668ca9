import type { KindRule } from './kind-rule.ts';

/** What is said of a registry hit. */
export const registryHitKinds = {
  /** A resident may be wanted: two officers have to look. */
  registryHitFound: { goesOutWhile: ['verifying'], acknowledged: true },
  /** It was not verified in time: both chiefs, then the superior. */
  registryHitOverdue: { goesOutWhile: ['verifying'], acknowledged: true },
  /** Two officers have confirmed it: an investigation or a transfer has begun. */
  registryHitConfirmed: { goesOutWhile: ['closed'] },
  /** Two officers have found that it is somebody else: stand down. */
  registryHitRefuted: { goesOutWhile: ['closed'] },
  /** The notice was withdrawn: stand down. */
  registryHitWithdrawn: { goesOutWhile: ['closed'] },
} as const satisfies Readonly<Record<string, KindRule>>;
