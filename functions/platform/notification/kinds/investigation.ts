import type { KindRule } from './kind-rule.ts';

/** What is said of a joint investigation. */
export const investigationKinds = {} as const satisfies Readonly<Record<string, KindRule>>;
