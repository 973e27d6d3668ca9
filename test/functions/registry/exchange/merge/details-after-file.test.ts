import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { detailsAfterFile } from '#functions/registry/exchange/merge/details-after-file.ts';
import { residentDetailsSchema, type ResidentDetails } from '#functions/registry/model/resident.ts';

const known: ResidentDetails = details({
  otherNames: [{ kind: 'alias', name: '小王' }],
  telephones: ['13900000001'],
  registrations: [
    { address: '钱清镇一路1号', from: '2024-01-01', housing: 'rented', reportedBy: 'landlord' },
  ],
  work: [{ employer: '钱清轻纺厂', from: '2024-02-01', role: '挡车工' }],
});

describe('what a record says when a file tells of the same person', () => {
  it('stays as it is when the file tells nothing new', () => {
    const file = details({ registrations: [{ address: '钱清镇一路1号', from: '2024-01-01' }] });

    expect(after(known, file)).toEqual(known);
  });

  it('keeps a name that is not used any more as a former one', () => {
    expect(after(known, details({ name: '王二' })).otherNames).toEqual([
      { kind: 'alias', name: '小王' },
      { kind: 'former', name: '王一' },
    ]);
  });

  it('ends the residence that has no end on the day before the new one begins', () => {
    const moved = details({ registrations: [{ address: '瓜沥镇二路2号', from: '2025-03-01' }] });

    expect(after(known, moved).registrations.map(({ address, from, to }) => [address, from, to])).toEqual([
      ['钱清镇一路1号', '2024-01-01', '2025-02-28'],
      ['瓜沥镇二路2号', '2025-03-01', undefined],
    ]);
  });

  it('does not open a residence again that has ended since an old file was written', () => {
    const record = after(
      known,
      details({ registrations: [{ address: '瓜沥镇二路2号', from: '2025-03-01' }] }),
    );
    const old = details({ registrations: [{ address: '钱清镇一路1号', from: '2024-01-01' }] });

    expect(after(record, old)).toEqual(record);
  });

  it('refuses a residence in the middle of another one, for somebody has to look who is right', () => {
    const record = details({
      registrations: [
        { address: '钱清镇一路1号', from: '2024-01-01', to: '2024-12-31' },
        { address: '瓜沥镇二路2号', from: '2025-01-01' },
      ],
    });
    const file = details({ registrations: [{ address: '衙前镇三路3号', from: '2024-06-01' }] });

    expect(detailsAfterFile(record, file)).toEqual({
      faults: [{ field: 'registrations.1.from', message: 'overlaps the residence before it' }],
    });
  });

  it('refuses a second identity number of one person', () => {
    const passport = { type: 'passport' as const, number: 'E12345678', country: 'CHN' };
    const record = details({ documents: [...known.documents, passport] });
    const other = details({ documents: [passport, { type: 'identityCard', number: '990000198503120051' }] });

    expect(detailsAfterFile(record, other)).toHaveProperty('faults');
  });

  it('keeps the permit that is valid for longer, and the newest endorsement', () => {
    const permit = { number: 'ZJ-0001', issuedOn: '2024-05-01', validTo: '2026-04-30' };
    const record = details({ permit: { ...permit, endorsedOn: '2025-05-01' } });
    const older = { number: 'ZJ-0000', issuedOn: '2022-05-01', validTo: '2023-04-30' };

    expect(after(record, details({ permit })).permit).toEqual(record.permit);
    expect(after(record, details({ permit: older })).permit).toEqual(record.permit);
  });

  it('told twice stays as it is, and loses nothing that was known', () => {
    fc.assert(
      fc.property(told, told, (record, file) => {
        const once = detailsAfterFile(record, file);
        if ('faults' in once) return;
        expect(detailsAfterFile(once.details, file)).toEqual(once);
        const names = new Set([once.details.name, ...once.details.otherNames.map(({ name }) => name)]);
        for (const name of [record.name, ...record.otherNames.map((other) => other.name)])
          expect(names).toContain(name);
        const addresses = once.details.registrations.map(({ address }) => address);
        for (const { address } of record.registrations) expect(addresses).toContain(address);
        const employers = once.details.work.map(({ employer }) => employer);
        for (const { employer } of record.work) expect(employers).toContain(employer);
      }),
      { numRuns: 500 },
    );
  });
});

function after(record: ResidentDetails, file: ResidentDetails): ResidentDetails {
  const result = detailsAfterFile(record, file);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.details;
}

type Told = Omit<Partial<ResidentDetails>, 'registrations'> & {
  readonly registrations?: readonly (Pick<ResidentDetails['registrations'][number], 'address' | 'from'> &
    Partial<ResidentDetails['registrations'][number]>)[];
};

function details({ registrations = [], ...told }: Told): ResidentDetails {
  return residentDetailsSchema.parse({
    documents: [{ type: 'identityCard', number: '990000198503120019' }],
    name: '王一',
    birthDate: '1985-03-12',
    sex: 'male',
    household: 'elsewhere',
    ...told,
    registrations: registrations.map((one) => ({ housing: 'other', reportedBy: 'unknown', ...one })),
  });
}

const day = fc
  .integer({ min: 0, max: 40 })
  .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
const span = fc.tuple(day, day).map((days) => days.toSorted());
const told = fc
  .record({
    name: fc.constantFrom('王一', '王二', '王三'),
    otherNames: fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom('former' as const, 'alias' as const),
        name: fc.constantFrom('小王', '王四'),
      }),
      { selector: ({ name }) => name, maxLength: 2 },
    ),
    telephones: fc.uniqueArray(fc.integer({ min: 13_900_000_000, max: 13_900_000_009 }).map(String), {
      maxLength: 5,
    }),
    studying: fc.boolean(),
    registrations: fc.array(
      fc.record({
        address: fc.constantFrom('一路1号', '二路2号', '三路3号'),
        span,
        open: fc.boolean(),
        housing: fc.constantFrom('rented' as const, 'other' as const),
      }),
      { maxLength: 3 },
    ),
    work: fc.array(fc.record({ employer: fc.constantFrom('甲厂', '乙厂'), span, open: fc.boolean() }), {
      maxLength: 3,
    }),
  })
  .map(({ registrations, work, ...rest }) => ({
    ...rest,
    registrations: registrations
      .map(({ address, housing, span: [from = '', to = ''], open }) => ({
        address,
        housing,
        reportedBy: 'unknown' as const,
        from,
        ...(open ? {} : { to }),
      }))
      .toSorted((one, other) => (one.from < other.from ? -1 : 1)),
    work: work.map(({ employer, span: [from = '', to = ''], open }) => ({
      employer,
      from,
      ...(open ? {} : { to }),
    })),
  }))
  .map((random) => residentDetailsSchema.safeParse({ ...base(), ...random }))
  .filter((parsed) => parsed.success)
  .map(({ data }) => data);

function base() {
  return {
    documents: [{ type: 'identityCard', number: '990000198503120019' }],
    birthDate: '1985-03-12',
    sex: 'male',
    household: 'elsewhere',
  };
}
