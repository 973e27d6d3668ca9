import { describe, expect, test } from 'vitest';

import { scorePair, type Comparable, type MatchReason } from '#functions/registry/matching/score-pair.ts';
import { exampleDeployment } from '#test/support/platform.ts';
import { inventedNumber } from '#test/support/residents.ts';

const rules = exampleDeployment().registry.matching;
const wanted: Comparable = {
  name: '程立峰',
  otherNames: [],
  documents: [{ type: 'identityCard', number: inventedNumber('1985-03-12', 411) }],
  birthDate: '1985-03-12',
  sex: 'male',
};
/** Somebody with another document than the wanted man, otherwise like him. */
const resident = (changes: Partial<Comparable> = {}): Comparable => ({
  ...wanted,
  documents: [{ type: 'identityCard', number: inventedNumber('1985-03-12', 733) }],
  ...changes,
});
const match = (a: Comparable) => scorePair(a, wanted, rules);

describe('a resident may be the wanted man', () => {
  test('for certain by the same document, whatever else is said', () => {
    expect(
      match({ ...resident({ name: '王芳', birthDate: '1970-01-01' }), documents: wanted.documents }),
    ).toEqual({
      score: 100,
      reasons: ['document.same'],
    });
  });

  test.each<[string, Partial<Comparable>, MatchReason[]]>([
    ['by the same name and birth date', {}, ['name.same', 'birthDate.same']],
    ['by a name that sounds the same', { name: '成力丰' }, ['name.homophone', 'birthDate.same']],
    ['by a character that looks alike', { name: '程产峰' }, ['name.similarCharacters', 'birthDate.same']],
    ['by one character that is another', { name: '程文峰' }, ['name.oneTypo', 'birthDate.same']],
    ['by a character that is missing', { name: '程峰' }, ['name.oneTypo', 'birthDate.same']],
    ['by a character too many', { name: '程立小峰' }, ['name.oneTypo', 'birthDate.same']],
    ['by two that changed places', { name: '程峰立' }, ['name.oneTypo', 'birthDate.same']],
    ['by a slipped digit', { birthDate: '1985-03-17' }, ['name.same', 'birthDate.digitSlipped']],
    [
      'by day and month that changed places',
      { birthDate: '1985-12-03' },
      ['name.same', 'birthDate.dayMonthSwapped'],
    ],
    [
      'by a former name and a slipped digit',
      { name: '程伟', otherNames: [{ name: '程立峰' }], birthDate: '1985-03-17' },
      ['name.same', 'name.notPresent', 'birthDate.digitSlipped'],
    ],
    ['though the sex was noted wrong', { sex: 'female' }, ['name.same', 'birthDate.same', 'sex.differs']],
  ])('%s', (_why, changes, reasons) => {
    expect(match(resident(changes))?.reasons).toEqual(expect.arrayContaining(reasons));
  });

  test('rather with a document that is one digit off', () => {
    const near = resident({
      name: '程文峰',
      birthDate: '1985-03-17',
      documents: [{ type: 'identityCard', number: inventedNumber('1985-03-17', 411) }],
    });
    expect(match(near)?.reasons).toContain('document.oneDigit');
    expect(match({ ...near, documents: resident().documents })).toBeUndefined();
  });
});

describe('a resident is left alone', () => {
  test.each<[string, Partial<Comparable>]>([
    ['who has the name alone', { birthDate: '1979-08-30' }],
    ['who has the birth date alone', { name: '王芳' }],
    ['who shares a surname and the birth date', { name: '程伟' }],
    ['whose name and birth date are both only like his', { name: '程文峰', birthDate: '1985-03-17' }],
    ['whose birth date is two digits off', { birthDate: '1975-03-27' }],
  ])('%s', (_who, changes) => expect(match(resident(changes))).toBeUndefined());

  test('of whom the notice says no birth date', () => {
    expect(scorePair(resident(), { ...wanted, birthDate: undefined }, rules)).toBeUndefined();
  });
});

test('the score falls with the evidence', () => {
  const scores = [
    resident(),
    resident({ name: '成力丰' }),
    resident({ birthDate: '1985-03-17' }),
    resident({ name: '程文峰' }),
  ].map((each) => match(each)?.score ?? 0);
  expect(scores[0]).toBeGreaterThan(scores[1] ?? 0);
  expect(scores.every((score) => score > 0 && score < 100)).toBe(true);
});
