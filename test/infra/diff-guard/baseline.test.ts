import { isDeepStrictEqual } from 'node:util';

import { describe, expect, it } from 'vitest';

import { readAllowedChanges, rule } from '#infra/diff-guard/allowed-changes.ts';
import { BASELINE_STACK, baselineOf, readBaseline } from '#infra/diff-guard/baseline.ts';
import { describeRuling } from '#infra/diff-guard/describe-ruling.ts';
import { findDestructiveChanges } from '#infra/diff-guard/find-destructive-changes.ts';

import { real } from './changed-template.ts';

const findings = findDestructiveChanges(
  new Map([[BASELINE_STACK, readBaseline()]]),
  new Map([[BASELINE_STACK, real.stateful]]),
);

describe('the stack that keeps things', () => {
  it('loses nothing against what the repository has kept of it, unless somebody has allowed it', () => {
    const { refused, faults } = rule(
      findings,
      readAllowedChanges('config/allowed-changes.json'),
      new Set([BASELINE_STACK]),
      new Date(),
    );
    expect(describeRuling({ allowed: [], refused, faults })).toBe('No destructive change.');
  });

  it('is kept as it is now, so that whatever is added is guarded from now on', () => {
    // While an allowed change waits to be deployed everywhere, the template before it stays.
    const waits = findings.length > 0;
    const asKept = isDeepStrictEqual(baselineOf(real.stateful), readBaseline());
    expect(waits || asKept, 'npm run templates:baseline writes it anew').toBe(true);
  });
});
