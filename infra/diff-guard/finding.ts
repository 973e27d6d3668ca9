import * as z from 'zod';

/** Kinds of changes that destroy something, or take away what kept it from being destroyed. */
export const changeSchema = z.enum([
  'stackMissing',
  'removed',
  'renamed',
  'replaced',
  'mayBeReplaced',
  'conditionChanged',
  'keepingWeakened',
  'protectionWeakened',
  'retentionLowered',
  'encryptionChanged',
  'streamChanged',
  'indexChanged',
  'replicaRemoved',
  'attributeLost',
  'policyLoosened',
]);

/** Kinds of changes that destroy something, or take away what kept it from being destroyed. */
export type Change = z.infer<typeof changeSchema>;

/** What a rule finds about one resource. */
export interface Weakening {
  readonly change: Change;
  /** Where in the resource; absent when it is the resource itself. */
  readonly property?: string;
  readonly before?: string;
  readonly after?: string;
}

/** A destructive change of one resource. */
export interface Finding extends Weakening {
  readonly stack: string;
  /** Logical id; `*` for a whole stack. */
  readonly resource: string;
  readonly type: string;
  /** What is lost, and for whom. */
  readonly loses: string;
}
