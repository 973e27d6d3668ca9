import { describe, expect, test } from 'vitest';

import { fugitive, RESIDENT_COLUMNS, residentFiles } from '#cli/demo/scenes/registry/resident-files.ts';
import { FUGITIVE_NOTICE, NOTICE_COLUMNS, wantedFile } from '#cli/demo/scenes/registry/wanted-file.ts';
import { scorePair, type Comparable } from '#functions/registry/matching/score-pair.ts';
import { hasValidCheckDigit } from '#platform/identity-number.ts';
import { exampleDeployment } from '#test/support/platform.ts';

const TODAY = '2027-03-01';
const files = residentFiles(TODAY);
const wanted = wantedFile(TODAY, files);
const rows = Object.values(files.rows).flat();

/** A number as it is meant: full-width digits as half-width ones. */
const plain = (text: string) => text.normalize('NFKC').trim();

describe('the invented residents', () => {
  test('are 2,250, of whom 28 live here for weeks and are not registered, always the same', () => {
    expect(files).toMatchObject({ people: 2250, unregistered: 28, faulty: 4 });
    expect(residentFiles(TODAY)).toEqual(files);
    for (const row of rows) expect(Object.keys(row)).toEqual([...RESIDENT_COLUMNS]);
  });

  test('have numbers that are nobody else’s, each valid but those that are to come back', () => {
    const numbers = rows.map((row) => plain(row.身份证号));
    const valid = numbers.filter((number) => /^\d{17}[\dX]$/.test(number) && hasValidCheckDigit(number));
    expect(new Set(valid).size).toBe(2250 + 2); // Two of the faulty rows have other faults.
    expect(valid.every((number) => number.startsWith('990000'))).toBe(true);
  });
});

test('of all on the wanted list one is a resident, by a former name and a slipped digit', () => {
  const rules = exampleDeployment().registry.matching;
  const notices = wanted.map((row): Comparable & { readonly number: string } => ({
    number: row.编号,
    name: row.姓名,
    otherNames: [],
    documents: [{ type: 'identityCard', number: row.身份证号 }],
    birthDate: row.出生日期,
    sex: row.性别 === '男' ? 'male' : 'female',
  }));
  expect(Object.keys(wanted[0] ?? {})).toEqual([...NOTICE_COLUMNS]);
  const residents = rows.map((row): Comparable & { readonly number: string } => {
    const number = plain(row.身份证号);
    return {
      number,
      name: row.姓名 === '' ? '无名' : plain(row.姓名),
      otherNames: row.曾用名 === '' ? [] : [{ name: row.曾用名 }],
      documents: /^\d{17}[\dX]$/.test(number) ? [{ type: 'identityCard', number }] : [],
      birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
      sex: row.性别 === '男' ? 'male' : 'female',
    };
  });
  const pairs = residents.flatMap((resident) =>
    notices
      .filter((notice) => scorePair(resident, notice, rules) !== undefined)
      .map((notice) => [resident.number, notice.number]),
  );
  expect(pairs).toEqual([[fugitive.number, FUGITIVE_NOTICE]]);
});
