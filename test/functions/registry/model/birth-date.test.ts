import { expect, test } from 'vitest';

import { alikeDates } from '#functions/registry/matching/relations.ts';
import { noticeDetailsSchema } from '#functions/registry/model/notice.ts';
import { residentDetailsSchema } from '#functions/registry/model/resident.ts';

const notice = {
  number: 'TJ-2026-0815',
  name: '程立峰',
  offence: '盗窃',
  issuedBy: '演示市公安局',
  issuedOn: '2026-10-01',
};
const resident = {
  name: '程立峰',
  documents: [{ type: 'passport', number: 'P1234567', country: 'CHN' }],
  sex: 'male',
  household: 'elsewhere',
};
/** What is refused of somebody who was born that day. */
const refused = (birthDate: string) =>
  [
    noticeDetailsSchema.safeParse({ ...notice, birthDate }),
    residentDetailsSchema.safeParse({ ...resident, birthDate }),
  ].map(({ error }) => error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`));

test.each(['1880-01-01', '1985-03-12', '2099-12-31'])(
  'a birth date of %s is taken, and the comparison with the wanted list looks at it',
  (birthDate) => {
    expect(refused(birthDate)).toEqual([undefined, undefined]);
    expect(alikeDates(birthDate)).toContain(birthDate);
  },
);

test.each(['1879-12-31', '2100-01-01'])(
  'a birth date of %s, at which the comparison would not look, is refused and says which are taken',
  (birthDate) => {
    const why = ['birthDate must be from 1880-01-01 to 2099-12-31'];
    expect(refused(birthDate)).toEqual([why, why]);
    expect(alikeDates(birthDate)).not.toContain(birthDate);
  },
);
