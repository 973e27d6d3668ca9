import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readAllowedChanges, rule, type AllowedChange } from '#infra/diff-guard/allowed-changes.ts';
import { describeRuling } from '#infra/diff-guard/describe-ruling.ts';
import { changeKey } from '#infra/diff-guard/finding.ts';
import { temporaryFolder } from '#test/infra/temporary-folder.ts';

import { append, drop, findAfter, remove } from './changed-template.ts';
import { inTheStatefulStack } from './destructive-cases.ts';
import { key, subscription, table } from './real-ids.ts';

const stack = 'border815-example-prod-stateful';
const today = new Date('2027-03-01T23:00:00Z');
const findings = findAfter('stateful', remove(subscription), drop(table, 'Properties.StreamSpecification'));

function entry(change: Partial<AllowedChange> = {}): AllowedChange {
  return {
    stack,
    resource: subscription,
    change: 'removed',
    to: 'deleted',
    reason: 'The duty room has got another mailbox, which is confirmed.',
    approvedBy: 'Chief of Yaqian',
    expires: '2027-03-31',
    ...change,
  };
}

const streamEntry = entry({
  resource: table,
  change: 'streamChanged',
  property: 'StreamSpecification',
  to: 'none',
});

function ruling(...entries: readonly AllowedChange[]) {
  const { allowed, refused, faults } = rule(findings, entries, new Set([stack]), today);
  return {
    allowed: allowed.map(({ finding }) => finding.change),
    refused: refused.map(({ change }) => change),
    faults: faults.map(({ fault }) => fault),
  };
}

describe('an allowed change', () => {
  it('passes what it names, and nothing else', () => {
    expect(ruling(entry())).toEqual({ allowed: ['removed'], refused: ['streamChanged'], faults: [] });
    expect(ruling(entry(), streamEntry)).toMatchObject({ refused: [], faults: [] });
  });

  it.each<[string, Partial<AllowedChange>]>([
    ['another stack', { stack: 'border815-example-dev-stateful' }],
    ['another resource', { resource: table }],
    ['another change', { change: 'replaced' }],
    ['a property, where the resource itself goes', { property: 'Endpoint' }],
    ['another outcome', { to: 'left behind, outside of the stack' }],
    ['whatever outcome', { to: undefined }],
  ])('does not pass %s', (_, change) => {
    expect(ruling(entry(change), streamEntry).refused).toEqual(['removed']);
  });

  it('must name the property that the finding names', () => {
    const { property: _property, ...anyProperty } = streamEntry;
    expect(ruling(entry(), anyProperty).refused).toEqual(['streamChanged']);
  });

  it('holds through its last day, and not longer', () => {
    expect(ruling(entry({ expires: '2027-03-01' }), streamEntry)).toMatchObject({ refused: [], faults: [] });
    expect(ruling(entry({ expires: '2027-02-28' }), streamEntry)).toEqual({
      allowed: ['streamChanged'],
      refused: ['removed'],
      faults: ['expired on 2027-02-28'],
    });
  });

  it('cannot be given for years', () => {
    expect(ruling(entry({ expires: '2027-05-30' }), streamEntry).faults).toEqual([]);
    expect(ruling(entry({ expires: '2027-05-31' }), streamEntry).faults).toEqual([
      'expires more than 90 days from now, on 2027-05-31',
    ]);
  });

  it('must go when there is nothing to allow any more', () => {
    const done = entry({ resource: 'Elsewhere' });
    expect(ruling(entry(), streamEntry, done).faults).toEqual([expect.stringContaining('matches no change')]);
  });

  it('of a stack that is not compared waits for its own comparison, until it expires', () => {
    const waiting = entry({ stack: 'border815-other-prod-stateful' });
    expect(ruling(entry(), streamEntry, waiting).faults).toEqual([]);
    expect(ruling(entry(), streamEntry, { ...waiting, expires: '2027-01-01' }).faults).toHaveLength(1);
  });

  it.each(inTheStatefulStack)('can be given for each single loss, as when %s', (...[, , , , edit]) => {
    const found = findAfter('stateful', edit);
    const entries = found.map((finding) => ({
      ...changeKey(finding),
      reason: 'Decided after a long discussion.',
      approvedBy: 'Both chiefs',
      expires: '2027-03-31',
    }));
    const all = rule(found, entries, new Set([stack]), today);
    expect([all.refused, all.faults]).toEqual([[], []]);
    const withoutFirst = rule(found, entries.slice(1), new Set([stack]), today);
    expect(withoutFirst.refused).toHaveLength(1);
  });
});

describe('a long value', () => {
  it('is known by its hash, so that another one of the same kind is not allowed with it', () => {
    const allowing = (Action: string) =>
      findAfter(
        'stateful',
        append(key, 'Properties.KeyPolicy.Statement', {
          Effect: 'Allow',
          Principal: '*',
          Action,
          Resource: '*',
        }),
      ).map(changeKey);
    const [one, other] = [allowing('kms:Decrypt'), allowing('kms:*')];
    expect(one[0]?.to).toMatch(/^sha256:[0-9a-f]{16}$/);
    expect(other[0]?.to).not.toBe(one[0]?.to);
  });
});

describe('the file of allowed changes', () => {
  function fileWith(content: unknown) {
    const path = join(temporaryFolder(), 'allowed.json');
    writeFileSync(path, JSON.stringify(content));
    return path;
  }

  it('that the repository comes with can be read', () => {
    expect(() => readAllowedChanges('config/allowed-changes.json')).not.toThrow();
  });

  it.each([
    ['without a reason worth the name', { ...entry(), reason: 'needed' }, 'allowed.0.reason'],
    ['without anybody who decided', { ...entry(), approvedBy: '' }, 'allowed.0.approvedBy'],
    ['without an end', { ...entry(), expires: undefined }, 'allowed.0.expires'],
    ['with an end that is no day', { ...entry(), expires: '2027-02-30' }, 'allowed.0.expires'],
    ['with an unknown change', { ...entry(), change: 'everything' }, 'allowed.0.change'],
    ['with an unknown field', { ...entry(), resources: '*' }, 'allowed.0'],
  ])('is refused with an entry %s', (_, wrong, field) => {
    expect(() => readAllowedChanges(fileWith({ allowed: [wrong] }))).toThrow(field);
  });

  it('is refused when it is not there, or no list', () => {
    expect(() => readAllowedChanges('config/none.json')).toThrow('config/none.json');
    expect(() => readAllowedChanges(fileWith([]))).toThrow('is wrong');
  });
});

describe('a ruling in words', () => {
  it('says what is at stake, for whom, and who allowed it', () => {
    const { allowed, refused, faults } = rule(
      findings,
      [entry(), entry({ resource: 'Elsewhere' })],
      new Set([stack]),
      today,
    );
    const text = describeRuling({ allowed, refused, faults });
    expect(text).toContain(`NOT ALLOWED  ${stack} ${table} (AWS::DynamoDB::GlobalTable): streamChanged`);
    expect(text).toContain('at stake: every case, its audit, the duty books');
    expect(text).toContain('by Chief of Yaqian until 2027-03-31: The duty room has got another mailbox');
    expect(text).toContain(`WRONG ENTRY  ${stack} Elsewhere removed`);
    expect(text).toContain(`to allow it: {"stack":"${stack}","resource":"${table}","change":"streamChanged"`);
    expect(describeRuling({ allowed: [], refused: [], faults: [] })).toBe('No destructive change.');
  });
});
