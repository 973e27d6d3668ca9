import { describe, expect, it } from 'vitest';

import type { AcceptedFinding } from '#infra/accepted-findings/accepted-finding.ts';
import { acceptedByCdkNag } from '#infra/accepted-findings/cdk-nag.ts';
import { acceptedByCfnLint } from '#infra/accepted-findings/cfn-lint.ts';
import { acceptedByCheckov } from '#infra/accepted-findings/checkov.ts';

import { stale, unaccepted, type Finding } from './finding.ts';

const open: Finding = { rule: 'S1', resource: 'stateful/Photos/Bucket', detail: 'x', message: 'is open' };
const acceptance: AcceptedFinding = { rule: 'S1', on: ['stateful/Photos/*'], reason: 'because' };

describe('a finding', () => {
  it('is reported unless its rule is accepted on its resource', () => {
    expect(unaccepted([open], [])).toEqual(['S1 on stateful/Photos/Bucket [x]: is open']);
    expect(unaccepted([open], [{ ...acceptance, rule: 'S2' }])).toHaveLength(1);
    expect(unaccepted([open], [{ ...acceptance, on: ['stateful/*'] }])).toHaveLength(1);
    expect(unaccepted([open], [{ ...acceptance, detail: /y/ }])).toHaveLength(1);
    expect(unaccepted([open], [acceptance])).toEqual([]);
    expect(unaccepted([open], [{ ...acceptance, detail: /x/ }])).toEqual([]);
  });

  it('leaves an acceptance stale that meets none on one of its resources', () => {
    const wide = { ...acceptance, on: [...acceptance.on, 'stateful/Records/Table'] };
    expect(stale([open], [acceptance])).toEqual([]);
    expect(stale([open], [wide])).toEqual(['S1 on stateful/Records/Table']);
    expect(stale([open], [{ ...acceptance, detail: /y/ }])).toEqual(['S1 on stateful/Photos/* /y/']);
  });
});

describe('what is accepted', () => {
  it.each([...acceptedByCdkNag, ...acceptedByCfnLint, ...acceptedByCheckov])(
    '$rule has a reason that says something',
    ({ reason }) => {
      expect(reason.length).toBeGreaterThan(60);
      expect(reason).toMatch(/^[A-Z].*\.$/s);
    },
  );
});
