import { at, list, same, text } from '../template.ts';

import type { Rule } from './comparisons.ts';

/**
 * Finds that a resource's policy forbids less or allows more: a statement that forbade is gone or different, or one that
 * allows is new or different. Whether a different one allows more is for people to judge.
 * @param property the policy document
 */
export function policyLoosened(property: string): Rule {
  return (before, after) => {
    const [old, now] = [before, after].map((properties) => statements(at(properties, property)));
    const without = (some: readonly unknown[] = [], others: readonly unknown[] = [], effect: string) =>
      some.filter((one) => at(one, 'Effect') === effect && !others.some((other) => same(one, other)));
    const unforbidden = without(old, now, 'Deny');
    const allowed = without(now, old, 'Allow');
    return [
      ...unforbidden.map((statement) => ({ before: text(statement), after: `no longer ${text(statement)}` })),
      ...allowed.map((statement) => ({ before: 'not allowed so', after: text(statement) })),
    ].map((difference) => ({ change: 'policyLoosened', property, ...difference }));
  };
}

function statements(document: unknown): readonly unknown[] {
  const statement = at(document, 'Statement');
  return Array.isArray(statement) ? list(statement) : statement === undefined ? [] : [statement];
}
