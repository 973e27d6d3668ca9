import { beforeEach, describe, expect, it } from 'vitest';

import { lookUp } from '#functions/registry/lookup/look-up.ts';
import { writeDigest } from '#functions/registry/lookup/digest/write-digest.ts';
import { tellUnusual } from '#functions/registry/lookup/tell-unusual.ts';
import { PENDING_WORK, workRowSchema } from '#functions/registry/store/work-store.ts';
import { OutcomeUnknownError } from '#functions/notification/publisher.ts';
import { digestSchema } from '#functions/registry/lookup/digest/digest.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { officer, TurnedClock } from '#test/support/platform.ts';
import { RecordingPublisher } from '#test/support/recording-publisher.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { loadRosters } from '#test/support/rosters.ts';

import { byLaw, lookupApi, looker, openCaseGround, registered } from './scene.ts';

const parameters = { partnershipId: PARTNERSHIP };
const HOUR = 3600;
/** 10:00 in Shanghai, on a Monday: `yaqian-duty-1` is on duty. */
const MORNING = new Date('2027-03-01T02:00:00.000Z');
const DAY = '2027-03-01';
const offShift: OfficerActor = { ...looker, officerId: 'yaqian-duty-2' };

let platform: ReturnType<typeof registryPlatform> & { readonly publisher: RecordingPublisher };

beforeEach(async () => {
  const clock = new TurnedClock(MORNING);
  platform = { ...registryPlatform(undefined, clock), publisher: new RecordingPublisher(clock) };
  await loadRosters(platform.store);
});

/** Looks for somebody so many times. */
async function looks(times: number, actor = looker, ground: object = byLaw): Promise<void> {
  const api = lookupApi(platform);
  const json = { purpose: 'residenceRegistration', ground, criteria: { name: '程伟' } };
  for (let time = 0; time < times; time++)
    expect((await api('lookUpResidents', { actor, parameters, json })).status).toBe(200);
}

/** Tells whatever is due to be told. */
async function tellAll(): Promise<void> {
  const due = await platform.store.queryIndex('gsi2', PENDING_WORK, workRowSchema, { limit: 1000 });
  for (const { body } of due.items)
    if (body.work.type === 'tellUnusual') await tellUnusual(platform, body.work);
}

async function digest(stationId = 'qianqing', day = DAY) {
  const actor = officer(stationId, 'chief');
  const answer = await lookupApi(platform)('readLookupDigest', { actor, parameters: { ...parameters, day } });
  return digestSchema.parse(answer.body);
}

const patternsOf = async () => (await digest()).outOfTheOrdinary.map(({ patterns }) => patterns);

describe('unusual lookups', () => {
  it('are not those of an officer on shift who does the work of a day', async () => {
    await looks(15);
    expect(await patternsOf()).toEqual([]);
    await tellAll();
    expect(platform.publisher.sent).toEqual([]);
  });

  it('are many within an hour, from the one on that is too many', async () => {
    const ground = await openCaseGround(platform);
    await looks(30, looker, ground);
    expect(await patternsOf()).toEqual([]);
    await looks(2, looker, ground);
    expect(await patternsOf()).toEqual([['manyLookups'], ['manyLookups']]);
  });

  it('are not many when they are spread over hours', async () => {
    const ground = await openCaseGround(platform);
    await looks(30, looker, ground);
    platform.clock.turn(HOUR);
    await looks(30, looker, ground);
    expect(await patternsOf()).toEqual([]);
  });

  it('are many without a case', async () => {
    await looks(16);
    expect(await patternsOf()).toEqual([['withoutCase']]);
  });

  it('are those of an officer whom no shift names at this hour', async () => {
    await looks(1, offShift);
    expect(await patternsOf()).toEqual([['offShift']]);
    platform.clock.turn(11 * HOUR); // 21:00: now it is this officer's shift, and the other one's no more.
    await looks(1, offShift);
    await looks(1, looker);
    expect((await digest()).outOfTheOrdinary.map(({ officerId }) => officerId)).toEqual([
      offShift.officerId,
      looker.officerId,
    ]);
  });

  it('are told both stations’ topics, once an hour, in words that name nobody', async () => {
    await looks(3, offShift);
    await tellAll();
    await tellAll();
    expect(platform.publisher.sent.map(({ channel, to }) => [channel, to])).toEqual([
      ['topic', 'yaqian'],
      ['topic', 'qianqing'],
    ]);
    expect(platform.publisher.sent.every(({ text }) => !text.includes('程伟'))).toBe(true);
    platform.clock.turn(HOUR);
    await looks(1, offShift);
    await tellAll();
    expect(platform.publisher.sent).toHaveLength(4);
  });

  it('are told the other station even while one cannot be reached, and that one later', async () => {
    await looks(1, offShift);
    platform.publisher.refuses.add('yaqian');
    await expect(tellAll()).rejects.toThrow('cannot reach');
    platform.publisher.refuses.clear();
    await tellAll();
    expect(platform.publisher.sent.map(({ to }) => to)).toEqual(['qianqing', 'yaqian']);
  });

  it('are not told again when nobody knows whether the message went out', async () => {
    await looks(1, offShift);
    platform.publisher.before = () => {
      throw new OutcomeUnknownError('no answer');
    };
    await tellAll();
    platform.publisher.before = () => undefined;
    await tellAll();
    expect(platform.publisher.sent).toEqual([]);
  });
});

describe('the daily digest', () => {
  it('says a station who looked at its residents, what for, how often, and who was refused', async () => {
    const ours = [await registered(platform, { order: 1 }), await registered(platform, { order: 3 })];
    await registered(platform, { order: 5 }, 'yaqian');
    await looks(2);
    const refused = { purpose: 'caseInvestigation', ground: byLaw, criteria: { name: '程伟' } };
    await lookupApi(platform)('lookUpResidents', { actor: looker, parameters, json: refused });

    expect(await digest()).toMatchObject({
      lookups: 2,
      residents: ours.length,
      refused: 1,
      unusual: 0,
      complete: false,
      by: [
        {
          stationId: 'yaqian',
          officerId: 'yaqian-duty-1',
          purpose: 'residenceRegistration',
          lookups: 2,
          shown: 4,
        },
        { purpose: 'caseInvestigation', lookups: 0, shown: 0, refused: 1 },
      ],
      refusals: [{ officerId: 'yaqian-duty-1', reason: 'case-needed' }],
    });
    expect(await digest('yaqian')).toMatchObject({ lookups: 2, residents: 1 });
  });

  it('goes by the day of Shanghai', async () => {
    platform.clock.turn(14 * HOUR - 1); // 23:59:59
    await looks(1);
    platform.clock.turn(1);
    await looks(1);
    expect(await digest()).toMatchObject({ lookups: 1, complete: true });
    expect(await digest('qianqing', '2027-03-02')).toMatchObject({ lookups: 1, complete: false });
  });

  it('is that of the own station alone; the superior may read either', async () => {
    const call = (actor: OfficerActor, station: string) =>
      lookupApi(platform)('readLookupDigest', {
        actor,
        parameters: { ...parameters, day: DAY },
        query: { station },
      });
    expect((await call(officer('yaqian', 'chief'), 'qianqing')).status).toBe(403);
    expect((await call(officer('liaison-centre', 'liaison'), 'qianqing')).status).toBe(200);
    expect((await call(officer('liaison-centre', 'liaison'), 'liaison-centre')).status).toBe(400);
  });

  it.each([
    ['zh-CN', '本所人口信息查询日报', '居住登记', '须有在办案件', '非当班时间查询'],
    ['en', 'Who looked at our residents', 'Registration of residence', 'needs an open case', 'off shift'],
  ])('is a page in %s', async (language, ...words) => {
    await looks(1, offShift);
    const refused = { purpose: 'caseInvestigation', ground: byLaw, criteria: { name: '程伟' } };
    await lookupApi(platform)('lookUpResidents', { actor: looker, parameters, json: refused });
    const { text } = await lookupApi(platform)('readLookupDigest', {
      actor: officer('qianqing', 'chief'),
      parameters: { ...parameters, day: DAY },
      headers: { accept: 'text/html', 'accept-language': language },
    });
    for (const word of words) expect(text).toContain(word);
  });

  it('is told the station’s topic once, and not for a day on which nobody looked', async () => {
    const work = {
      type: 'writeDigest',
      partnershipId: PARTNERSHIP,
      stationId: 'qianqing',
      day: DAY,
    } as const;
    await writeDigest(platform, work);
    expect(platform.publisher.sent).toEqual([]);
    await lookUp(platform, looker, PARTNERSHIP, {
      purpose: 'residenceRegistration',
      ground: byLaw,
      criteria: { name: '程伟' },
    });
    await Promise.all([writeDigest(platform, work), writeDigest(platform, work)]);
    await writeDigest(platform, work);
    expect(platform.publisher.sent.map(({ to }) => to)).toEqual(['qianqing']);
  });
});
