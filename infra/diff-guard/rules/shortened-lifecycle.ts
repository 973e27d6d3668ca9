import { at, list, same, text } from '../template.ts';

import type { Rule } from './comparisons.ts';

const RULES = 'LifecycleConfiguration.Rules';
const expiries = [
  'ExpirationInDays',
  'ExpirationDate',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionExpirationInDays',
];

/** Finds that a bucket would delete objects sooner than before, or objects that it kept. */
export const shortenedLifecycle: Rule = (before, after) => {
  const old = list(at(before, RULES));
  return list(at(after, RULES))
    .filter(
      (rule) => at(rule, 'Status') === 'Enabled' && expiries.some((expiry) => at(rule, expiry) !== undefined),
    )
    .flatMap((rule) => {
      const was = old.find((other) => same(at(other, 'Id'), at(rule, 'Id')));
      return was !== undefined && keepsAsLong(was, rule)
        ? []
        : [{ change: 'retentionLowered', property: RULES, before: text(was), after: text(rule) }];
    });
};

/** Whether the rule differs in nothing, or in a longer time only. */
function keepsAsLong(was: unknown, is: unknown): boolean {
  const [before, now] = [at(was, 'ExpirationInDays'), at(is, 'ExpirationInDays')];
  const longer = typeof before === 'number' && typeof now === 'number' && now >= before;
  return same({ ...Object(was), ExpirationInDays: longer ? now : before }, is);
}
