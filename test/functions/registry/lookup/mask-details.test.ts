import { expect, it } from 'vitest';

import { maskDetails } from '#functions/registry/lookup/mask-details.ts';
import { shownDetailsSchema } from '#functions/registry/lookup/model/shown-details.ts';
import { exampleDeployment } from '#test/support/platform.ts';
import { inventedNumber, inventedResident } from '#test/support/residents.ts';

const number = inventedNumber('1985-03-12', 411);
const details = inventedResident({
  documents: [
    { type: 'identityCard', number },
    { type: 'passport', number: 'E12345678', country: 'CHN' },
  ],
  name: '欧阳明',
  otherNames: [{ kind: 'former', name: '欧明' }],
  nativePlace: '某省某县某镇',
  telephones: ['13900000001'],
  photoReference: 'photos/1',
  registrations: [
    {
      address: '钱清街道虚构路18号2幢301室',
      from: '2026-01-01',
      housing: 'rented',
      landlord: { name: '何房', telephone: '13900000002' },
      reportedBy: 'landlord',
    },
  ],
  work: [{ employer: '虚构轻纺有限公司', role: '挡车工', from: '2026-01-05' }],
  permit: { number: 'ZJ20260001', issuedOn: '2026-02-01', validTo: '2027-02-01' },
});

it('masks everything that would let somebody be found when the purpose shows nothing', () => {
  expect(shownDetailsSchema.parse(maskDetails(details, []))).toEqual({
    documents: [
      { type: 'identityCard', number: `${number.slice(0, 6)}********${number.slice(-4)}` },
      { type: 'passport', number: 'E1*****78', country: 'CHN' },
    ],
    name: '欧**',
    otherNames: [{ kind: 'former', name: '欧*' }],
    birthDate: '1985-**-**',
    sex: 'male',
    nativePlace: '某省****',
    household: 'elsewhere',
    telephones: ['139****0001'],
    registrations: [
      {
        address: '钱清街道虚构**********',
        from: '2026-01-01',
        housing: 'rented',
        landlord: { name: '何*', telephone: '139****0002' },
        reportedBy: 'landlord',
      },
    ],
    studying: false,
    work: [{ employer: '虚构******', role: '挡车工', from: '2026-01-05' }],
    permit: { number: 'ZJ******01', issuedOn: '2026-02-01', validTo: '2027-02-01' },
  });
});

it('shows a case’s investigators everything', () => {
  const { purposes } = exampleDeployment().registry.lookup;
  const shows = purposes.find(({ id }) => id === 'caseInvestigation')?.shows ?? [];
  expect(maskDetails(details, shows)).toEqual(details);
});

it('shows what the purpose needs, and no more', () => {
  const shown = maskDetails(details, ['telephones']);
  expect(shown.telephones).toEqual(['13900000001']);
  expect(shown.registrations[0]?.landlord?.telephone).toBe('139****0002');
  expect(shown.name).toBe('欧**');
  expect(shown.photoReference).toBeUndefined();
});

it('hides at least half of what is short', () => {
  const short = inventedResident({ name: '程', telephones: ['95500'] });
  expect(maskDetails(short, [])).toMatchObject({ name: '程*', telephones: ['95***'] });
});
