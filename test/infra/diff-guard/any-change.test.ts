import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { replacementBy } from '#infra/diff-guard/specification.ts';
import { templateSchema } from '#infra/diff-guard/template.ts';

import { copied, findAfter, findIn, put, real, remove } from './changed-template.ts';
import { bucket } from './real-ids.ts';

describe('the guard', () => {
  const resources = Object.entries(real.stateful.Resources);
  const anySome = fc.subarray(
    resources.map(([id]) => id),
    { minLength: 1 },
  );

  it('finds nothing between a template and itself, in whatever order it is written', () => {
    fc.assert(
      fc.property(fc.constantFrom('stateful' as const, 'stateless' as const), fc.gen(), (which, gen) => {
        const shuffled = shuffle(real[which], (length) => gen(fc.nat, { max: length }));
        expect(findIn(which, real[which], templateSchema.parse(shuffled))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('finds whatever is taken out, however much', () => {
    fc.assert(
      fc.property(anySome, (ids) => {
        const found = findAfter('stateful', remove(...ids));
        const removed = found.filter(({ change }) => change === 'removed').map(({ resource }) => resource);
        expect(removed.toSorted()).toEqual(ids.toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it('finds whatever is put in another one’s place, by any property that CloudFormation replaces it for', () => {
    const replacing = resources.flatMap(([id, { Type }]) =>
      [
        'BucketName',
        'TableName',
        'KeySchema',
        'TopicName',
        'Endpoint',
        'Protocol',
        'GroupName',
        'UserPoolId',
        'GenerateSecret',
        'Name',
        'Bucket',
      ]
        .filter((property) => replacementBy(Type, property) === 'yes')
        .map((property) => [id, property] as const),
    );
    expect(replacing.length).toBeGreaterThan(30);
    for (const [id, property] of replacing) {
      const found = findAfter('stateful', put(id, `Properties.${property}`, 'other-than-before'));
      expect(found).toContainEqual(expect.objectContaining({ resource: id, change: 'replaced', property }));
    }
  });

  it('finds as much in a template that has grown as in one that has not', () => {
    fc.assert(
      fc.property(anySome, (ids) => {
        const added = copied('New', bucket);
        const alone = findAfter('stateful', remove(...ids.filter((id) => id !== bucket)));
        const grown = findAfter('stateful', remove(...ids.filter((id) => id !== bucket)), added);
        expect(grown).toEqual(alone);
      }),
      { numRuns: 20 },
    );
  });
});

/** A value of JSON with the members of its objects in another order. */
function shuffle(value: unknown, below: (length: number) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffle(item, below));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const turned = below(entries.length);
  return Object.fromEntries(
    [...entries.slice(turned), ...entries.slice(0, turned)].map(([name, inner]) => [
      name,
      shuffle(inner, below),
    ]),
  );
}
