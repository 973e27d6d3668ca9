import { createHash } from 'node:crypto';

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

/** Longer values are known by their hash. */
const LONGEST_VALUE = 60;

/** What tells one destructive change from every other, down to the value that comes of it. */
export type ChangeKey = Pick<Finding, 'stack' | 'resource' | 'change' | 'property'> & {
  /** What comes of it, in short. */
  readonly to?: string | undefined;
};

/** The key of a change: whoever allows it allows this and no other. */
export function changeKey({ stack, resource, change, property, after }: Finding): ChangeKey {
  return {
    stack,
    resource,
    change,
    ...(property === undefined ? {} : { property }),
    ...(after === undefined ? {} : { to: shortened(after) }),
  };
}

function shortened(value: string): string {
  if (value.length <= LONGEST_VALUE) return value;
  return `sha256:${createHash('sha256').update(value).digest('hex').slice(0, 16)}`;
}
