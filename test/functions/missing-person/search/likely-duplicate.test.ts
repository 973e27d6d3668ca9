import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchSettings } from '#config/search-profiles.ts';
import type { MissingPersonReport } from '#functions/missing-person/search/duplicate-evidence.ts';
import { DUPLICATE_THRESHOLD, likelyDuplicates } from '#functions/missing-person/search/likely-duplicate.ts';
import type { OpenCase } from '#functions/missing-person/search/likely-duplicate.ts';
import {
  meansOfTravelSchema,
  searchCategorySchema,
} from '#functions/missing-person/search/search-profile.ts';
import { hours, textileMarket } from './search-request-fixture.ts';

const { speeds } = searchSettings;
const candidates = (intake: MissingPersonReport, ...openCases: OpenCase[]) =>
  likelyDuplicates(intake, openCases, speeds);

/** A stallholder calls Yaqian: an old woman, confused, she does not say her name. */
const stallholder: OpenCase = {
  caseId: 'MP-stallholder',
  category: 'dementia',
  lastSeen: textileMarket,
  lastSeenAt: hours(10),
  meansOfTravel: 'onFoot',
  sex: 'female',
  age: 80,
  clothing: '红色棉外套，黑色裤子',
  description: '短白发，拄拐杖',
};
/** Forty minutes later the daughter calls Qianqing: her mother left home, 1.4 km away, before that. */
const daughter: MissingPersonReport = {
  category: 'dementia',
  lastSeen: { lon: 120.4185, lat: 30.1335 },
  lastSeenAt: hours(9),
  sex: 'female',
  age: 77,
  name: '沈桂花',
  clothing: '红外套、黑裤子、布鞋',
  description: '白发，带拐杖',
};
const score = (intake: MissingPersonReport, openCase: OpenCase = stallholder) =>
  candidates(intake, openCase)[0]?.score ?? 0;

describe('two callers at two stations report the same grandmother', () => {
  it('offers the first case to whoever takes the second call', () => {
    const [candidate, ...others] = candidates(daughter, stallholder);
    expect(others).toEqual([]);
    expect(candidate?.caseId).toBe('MP-stallholder');
    expect(candidate?.score).toBeGreaterThan(0.8);
    expect(candidate?.reasons).toEqual(
      expect.arrayContaining(['sameCategory', 'sameSex', 'similarAge', 'withinReach']),
    );
  });

  it('still offers it when the second caller knows only that it is an old woman at the market', () => {
    const littleKnown = { category: 'dementia', lastSeen: textileMarket, sex: 'female' } as const;
    expect(candidates(littleKnown, stallholder)[0]?.reasons[0]).toBe('samePlace');
  });

  it('is all but certain when the name is the same, however it is typed', () => {
    const named = { ...stallholder, name: '沈 桂花' };
    expect(score({ ...daughter, name: '沈桂花　' }, named)).toBeGreaterThan(0.99);
    expect(candidates(daughter, named)[0]?.reasons[0]).toBe('sameName');
  });

  it('takes a family name or a form of address for part of the name', () => {
    expect(candidates(daughter, { ...stallholder, name: '桂花' })[0]?.reasons).toContain('partOfName');
    expect(score(daughter, { ...stallholder, name: '桂花' })).toBeGreaterThan(score(daughter));
  });
});

describe('two different people', () => {
  it('are not offered when one is a child', () => {
    expect(candidates({ ...daughter, category: 'child7to12', age: 9 }, stallholder)).toEqual([]);
  });

  it('are not offered when one is a man', () => {
    expect(candidates({ ...daughter, sex: 'male' }, stallholder)).toEqual([]);
  });

  it('are not offered when she could not have gone so far in the time', () => {
    const minutesLater = {
      ...daughter,
      meansOfTravel: 'onFoot',
      lastSeenAt: hours(10),
      age: undefined,
    } as const;
    const farAway = { lon: 120.46, lat: 30.11 };
    expect(candidates({ ...minutesLater, lastSeen: farAway }, stallholder)).toEqual([]);
    expect(score(minutesLater)).toBeGreaterThan(DUPLICATE_THRESHOLD);
  });

  it('are not offered when names, looks and age all differ', () => {
    const other = { ...daughter, age: 55, clothing: '蓝色连衣裙，白色凉鞋', description: '长发，戴眼镜' };
    expect(candidates(other, { ...stallholder, name: '周玉兰' })).toEqual([]);
  });

  it('are not offered for their category and sex alone, hours apart', () => {
    const nextDay = {
      category: 'dementia',
      sex: 'female',
      lastSeen: daughter.lastSeen,
      lastSeenAt: hours(30),
    } as const;
    expect(
      candidates(nextDay, { ...stallholder, age: undefined, clothing: undefined, description: undefined }),
    ).toEqual([]);
  });

  it('are not offered when nothing but the category is known and the places are far apart', () => {
    const farAway = { category: 'dementia', lastSeen: { lon: 120.75, lat: 30.0 } } as const;
    expect(candidates(farAway, { caseId: 'MP-1', category: 'dementia', lastSeen: textileMarket })).toEqual(
      [],
    );
  });
});

describe('what is compared', () => {
  it('lets a stranger call dementia what the family does not', () => {
    expect(score({ ...daughter, category: 'otherAdult' })).toBeGreaterThan(DUPLICATE_THRESHOLD);
  });

  it('forgives a guess between neighbouring age bands, not between a toddler and a teenager', () => {
    const boy = { caseId: 'MP-boy', category: 'child4to6', sex: 'male', lastSeen: textileMarket } as const;
    expect(score({ ...boy, category: 'child7to12' }, boy)).toBeGreaterThanOrEqual(DUPLICATE_THRESHOLD);
    expect(score({ ...boy, category: 'child13to17' }, boy)).toBe(0);
  });

  it('takes another name, another age or other looks as evidence against, not as proof', () => {
    const against: Partial<OpenCase>[] = [
      { name: '周玉兰' },
      { age: 62 },
      { clothing: '蓝色连衣裙，白色凉鞋', description: '长发，戴眼镜' },
    ];
    const atMarket = { ...daughter, lastSeen: textileMarket };
    const unknown = { ...stallholder, age: undefined, clothing: undefined, description: undefined };
    for (const difference of against)
      expect(score(atMarket, { ...unknown, ...difference })).toBeLessThan(score(atMarket, unknown));
    expect(score(atMarket, { ...stallholder, name: '周玉兰' })).toBeGreaterThan(DUPLICATE_THRESHOLD);
  });

  it('lists the likeliest case first', () => {
    const vague = {
      caseId: 'MP-a-vague',
      category: 'dementia',
      sex: 'female',
      lastSeen: daughter.lastSeen,
    } as const;
    expect(candidates(daughter, vague, stallholder).map(({ caseId }) => caseId)).toEqual([
      'MP-stallholder',
      'MP-a-vague',
    ]);
  });

  it('gives codes, never what a caller said', () => {
    const text = JSON.stringify(candidates(daughter, { ...stallholder, name: '沈桂花' }));
    expect(text).toMatch(/^[\x20-\x7e]+$/);
  });
});

const anyReport: fc.Arbitrary<MissingPersonReport> = fc.record({
  category: fc.constantFrom(...searchCategorySchema.options),
  lastSeen: fc.record({
    lon: fc.double({ min: 120, max: 121, noNaN: true }),
    lat: fc.double({ min: 29.8, max: 30.4, noNaN: true }),
  }),
  lastSeenAt: fc.option(fc.integer({ min: 0, max: hours(48) }), { nil: undefined }),
  meansOfTravel: fc.option(fc.constantFrom(...meansOfTravelSchema.options), { nil: undefined }),
  sex: fc.option(fc.constantFrom('female' as const, 'male' as const), { nil: undefined }),
  age: fc.option(fc.nat({ max: 110 }), { nil: undefined }),
  name: fc.option(fc.constantFrom('沈桂花', '桂花', '周 玉兰', ' '), { nil: undefined }),
  clothing: fc.option(fc.constantFrom('红色外套', '红外套 黑裤子', '蓝色连衣裙，白色凉鞋', ''), {
    nil: undefined,
  }),
});

describe('for any two reports', () => {
  it('the score is a probability above the threshold, the same whichever came first', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (one, other) => {
        const [forth] = candidates(one, { ...other, caseId: 'MP-1' });
        const [back] = candidates(other, { ...one, caseId: 'MP-1' });
        expect(forth?.score).toEqual(back?.score);
        expect(forth?.score ?? DUPLICATE_THRESHOLD).toBeGreaterThanOrEqual(DUPLICATE_THRESHOLD);
        expect(forth?.score ?? 0).toBeLessThan(1);
      }),
    );
  });

  it('a report with a name, an age or a description is always offered its own copy', () => {
    fc.assert(
      fc.property(anyReport, fc.constantFrom('沈桂花', '周玉兰'), (report, name) => {
        expect(score({ ...report, name }, { ...report, name, caseId: 'MP-1' })).toBeGreaterThan(0.9);
      }),
    );
  });
});
