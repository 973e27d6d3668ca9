import { describe, expect, it } from 'vitest';

import type { Circumstances } from '#functions/transfer/clock/circumstances.ts';
import { bindingDeadlines, custodyClock } from '#functions/transfer/clock/custody-clock.ts';
import { deploymentSchema } from '#platform/deployment/deployment.ts';
import { exampleDeployment } from '#test/support/platform.ts';

import { deadlinesOf, extended, heldFor, instant, legalLimits } from './circumstances.ts';

/** Counted by hand in Shanghai time from the articles named: what the strict reading says, and what article 105 does. */
const counted: [rule: string, limitId: string, Circumstances, strict: string, article105: string][] = [
  [
    'art. 119: 12 hours of a summons, across midnight',
    'summons',
    heldFor('summons', '2027-03-01T14:20:00+08:00'),
    '2027-03-02T02:20:00+08:00',
    '2027-03-02T03:00:00+08:00',
  ],
  [
    'art. 105: an hour whose first moment is the start is the starting hour',
    'summons',
    heldFor('summons', '2027-03-01T14:00:00+08:00'),
    '2027-03-02T02:00:00+08:00',
    '2027-03-02T03:00:00+08:00',
  ],
  [
    'art. 119: 12 hours of a summons, across the end of a month',
    'summons',
    heldFor('summons', '2027-02-28T23:30:00+08:00'),
    '2027-03-01T11:30:00+08:00',
    '2027-03-01T12:00:00+08:00',
  ],
  [
    'art. 119: 24 hours with the approval',
    'summons',
    heldFor('summons', '2027-03-01T14:20:00+08:00', {
      extensions: [extended('summons', 'summons-complex', '2027-03-01T20:00:00+08:00')],
    }),
    '2027-03-02T14:20:00+08:00',
    '2027-03-02T15:00:00+08:00',
  ],
  [
    '8 hours of questioning under public security law',
    'administrative-questioning',
    heldFor('administrativeQuestioning', '2027-12-31T20:10:00+08:00'),
    '2028-01-01T04:10:00+08:00',
    '2028-01-01T05:00:00+08:00',
  ],
  [
    'Police Law, art. 9: 48 hours when approved',
    'police-questioning',
    heldFor('policeQuestioning', '2027-03-01T08:59:59+08:00', {
      extensions: [extended('police-questioning', 'police-questioning-48', '2027-03-02T08:00:00+08:00')],
    }),
    '2027-03-03T08:59:59+08:00',
    '2027-03-03T09:00:00+08:00',
  ],
  [
    'art. 85: family told 24 hours after the detention, not after the loss of liberty',
    'family-told',
    heldFor('detention', '2027-03-01T18:40:00+08:00', { deprivedOfLibertyAt: '2027-03-01T09:00:00+08:00' }),
    '2027-03-02T18:40:00+08:00',
    '2027-03-02T19:00:00+08:00',
  ],
  [
    'art. 91: arrest requested within 3 days; the last day counts to its end',
    'arrest-request',
    heldFor('detention', '2027-02-26T09:15:00+08:00'),
    '2027-03-01T09:15:00+08:00',
    '2027-03-02T00:00:00+08:00',
  ],
  [
    'art. 91: 3 days in a leap year',
    'arrest-request',
    heldFor('detention', '2028-02-26T09:15:00+08:00'),
    '2028-02-29T09:15:00+08:00',
    '2028-03-01T00:00:00+08:00',
  ],
  [
    'art. 105: a day begins at midnight in Shanghai, when it is 16:00 of the day before in UTC',
    'arrest-request',
    heldFor('detention', '2027-02-27T00:30:00+08:00'),
    '2027-03-02T00:30:00+08:00',
    '2027-03-03T00:00:00+08:00',
  ],
  [
    'art. 105, para. 4: the national day does not lengthen it, although it is the last day',
    'arrest-request',
    heldFor('detention', '2027-09-28T10:00:00+08:00'),
    '2027-10-01T10:00:00+08:00',
    '2027-10-02T00:00:00+08:00',
  ],
  [
    'art. 91: four days more, which is 7',
    'arrest-request',
    heldFor('detention', '2027-02-26T09:15:00+08:00', {
      extensions: [extended('arrest-request', 'arrest-request-special', '2027-02-28T10:00:00+08:00')],
    }),
    '2027-03-05T09:15:00+08:00',
    '2027-03-06T00:00:00+08:00',
  ],
  [
    'art. 91: of two extensions the longer one, 30 days, in whatever order they are named',
    'arrest-request',
    heldFor('detention', '2027-01-30T09:15:00+08:00', {
      extensions: [
        extended('arrest-request', 'arrest-request-roving', '2027-02-05T10:00:00+08:00'),
        extended('arrest-request', 'arrest-request-special', '2027-02-01T10:00:00+08:00'),
      ],
    }),
    '2027-03-01T09:15:00+08:00',
    '2027-03-02T00:00:00+08:00',
  ],
  [
    'art. 91: the prosecutor decides within 7 days of the request',
    'arrest-decision',
    heldFor('detention', '2027-02-26T09:15:00+08:00', {
      duties: [{ limitId: 'arrest-request', at: '2027-02-28T16:45:00+08:00' }],
    }),
    '2027-03-07T16:45:00+08:00',
    '2027-03-08T00:00:00+08:00',
  ],
  [
    'art. 105, para. 3: three hours on the way do not count',
    'summons',
    heldFor('summons', '2027-03-01T14:20:00+08:00', {
      travel: [{ departedAt: '2027-03-01T18:00:00+08:00', arrivedAt: '2027-03-01T21:00:00+08:00' }],
    }),
    '2027-03-02T02:20:00+08:00',
    '2027-03-02T06:00:00+08:00',
  ],
  [
    'art. 105: of a journey in the starting hour counts what is after it',
    'summons',
    heldFor('summons', '2027-03-01T14:20:00+08:00', {
      travel: [{ departedAt: '2027-03-01T14:30:00+08:00', arrivedAt: '2027-03-01T16:30:00+08:00' }],
    }),
    '2027-03-02T02:20:00+08:00',
    '2027-03-02T04:30:00+08:00',
  ],
  [
    'two journeys at once are one, and one that begins when the time is over is none',
    'summons',
    heldFor('summons', '2027-03-01T14:20:00+08:00', {
      travel: [
        { departedAt: '2027-03-02T06:00:00+08:00', arrivedAt: '2027-03-02T09:00:00+08:00' },
        { departedAt: '2027-03-01T19:00:00+08:00', arrivedAt: '2027-03-01T20:00:00+08:00' },
        { departedAt: '2027-03-01T18:00:00+08:00', arrivedAt: '2027-03-01T21:00:00+08:00' },
        { departedAt: '2027-03-01T20:30:00+08:00', arrivedAt: '2027-03-01T21:00:00+08:00' },
      ],
    }),
    '2027-03-02T02:20:00+08:00',
    '2027-03-02T06:00:00+08:00',
  ],
  [
    'a journey that begins in the time which another one added counts too',
    'summons',
    heldFor('summons', '2027-03-01T14:20:00+08:00', {
      travel: [
        { departedAt: '2027-03-01T18:00:00+08:00', arrivedAt: '2027-03-01T21:00:00+08:00' },
        { departedAt: '2027-03-02T05:00:00+08:00', arrivedAt: '2027-03-02T07:00:00+08:00' },
      ],
    }),
    '2027-03-02T02:20:00+08:00',
    '2027-03-02T08:00:00+08:00',
  ],
];

describe('the custody clock', () => {
  it.each(counted)('counts %s (%s)', (_rule, limitId, circumstances, strict, article105) => {
    const due = deadlinesOf(limitId, circumstances);
    expect(due['every-hour']?.dueAt).toBe(instant(strict));
    expect(due['article-105']?.dueAt).toBe(instant(article105));
  });

  it('shows each limit of the measure by each reading, with what it is founded on', () => {
    const deadlines = custodyClock(legalLimits, heldFor('detention', '2027-03-01T09:15:00+08:00'));
    const limitIds = ['detention-centre', 'family-told', 'first-questioning', 'arrest-request'];
    expect(deadlines.map(({ limitId, readingId }) => [limitId, readingId])).toEqual(
      limitIds.flatMap((limitId) => [
        [limitId, 'every-hour'],
        [limitId, 'article-105'],
      ]),
    );
    expect(deadlines[1]).toMatchObject({
      name: { en: 'Handed to a detention centre' },
      citation: { article: 'art. 85', verification: { verified: false } },
      readingCitation: { article: 'art. 105', note: expect.stringContaining('Holidays') },
      startedAt: '2027-03-01T01:15:00.000Z',
      whenOver: 'overdue',
    });
  });

  it('lets the earliest reading bind, and sorts what binds by urgency', () => {
    const deadlines = custodyClock(
      legalLimits,
      heldFor('detention', '2027-03-01T09:15:00+08:00', {
        duties: [{ limitId: 'family-told', at: '2027-03-01T12:00:00+08:00' }],
      }),
    );
    expect(deadlines.filter(({ binding }) => binding).map(({ readingId }) => readingId)).toEqual(
      Array.from({ length: 4 }, () => 'every-hour'),
    );
    expect(bindingDeadlines(deadlines).map(({ limitId }) => limitId)).toEqual([
      'detention-centre',
      'first-questioning',
      'arrest-request',
    ]);
  });

  it('takes whichever reading is earlier, not the first one that is configured', () => {
    const turned = { ...legalLimits, readings: legalLimits.readings.toReversed() };
    const deadlines = custodyClock(turned, heldFor('summons', '2027-03-01T14:20:00+08:00'));
    expect(bindingDeadlines(deadlines).map(({ readingId }) => readingId)).toEqual(['every-hour']);
  });
});

describe('a limit ends', () => {
  const summoned = '2027-03-01T09:00:00+08:00';
  const detained = '2027-03-01T20:00:00+08:00';

  it('when a later measure takes the place of its own, whose limits begin then', () => {
    const circumstances = heldFor('summons', summoned, {
      measures: [
        { measure: 'detention', since: detained },
        { measure: 'summons', since: summoned },
      ],
    });
    expect(deadlinesOf('summons', circumstances)['every-hour']?.met).toEqual({
      at: detained,
      by: 'laterMeasure',
      late: false,
    });
    expect(deadlinesOf('detention-centre', circumstances)['every-hour']?.startedAt).toBe(instant(detained));
  });

  it('too late by the strict reading, in time by the other, when it ends between them', () => {
    const circumstances = heldFor('summons', summoned, {
      measures: [
        { measure: 'summons', since: summoned },
        { measure: 'detention', since: '2027-03-01T21:30:00+08:00' },
      ],
    });
    const { 'every-hour': strict, 'article-105': lenient } = deadlinesOf('summons', circumstances);
    expect([strict?.met?.late, lenient?.met?.late]).toEqual([true, false]);
  });

  it('when its duty is done, with its document, by the first time it was done', () => {
    const done = (at: string, documentNumber: string) => ({ limitId: 'family-told', at, documentNumber });
    const circumstances = heldFor('detention', detained, {
      duties: [done('2027-03-02T10:00:00+08:00', 'T-2'), done('2027-03-02T08:00:00+08:00', 'T-1')],
    });
    expect(deadlinesOf('family-told', circumstances)['every-hour']?.met).toEqual({
      at: '2027-03-02T08:00:00+08:00',
      by: 'duty',
      documentNumber: 'T-1',
      late: false,
    });
  });

  it('when the person is held no more', () => {
    const circumstances = heldFor('summons', summoned, { heldUntil: '2027-03-01T22:00:00+08:00' });
    expect(deadlinesOf('summons', circumstances)['every-hour']?.met).toMatchObject({
      by: 'release',
      late: true,
    });
  });

  it.each([
    ['a duty that was done before the detention', 'family-told', '2027-03-01T19:00:00+08:00'],
    ['a word that the person need not be released', 'arrest-decision', '2027-03-03T10:00:00+08:00'],
  ])('not by %s', (_what, limitId, at) => {
    const requested = { limitId: 'arrest-request', at: '2027-03-02T10:00:00+08:00' };
    const circumstances = heldFor('detention', detained, { duties: [{ limitId, at }, requested] });
    const due = deadlinesOf(limitId, circumstances)['every-hour'];
    expect(due).toBeDefined();
    expect(due?.met).toBeUndefined();
  });

  it('not when the same measure is written down again, but a measure that comes back begins anew', () => {
    const again = heldFor('detention', detained, {
      measures: [
        { measure: 'detention', since: detained },
        { measure: 'detention', since: '2027-03-02T09:00:00+08:00' },
      ],
    });
    expect(deadlinesOf('family-told', again)['every-hour']).toMatchObject({ startedAt: instant(detained) });
    const backAt = '2027-03-04T09:00:00+08:00';
    const back = heldFor('detention', detained, {
      measures: [
        { measure: 'detention', since: detained },
        { measure: 'summons', since: '2027-03-02T09:00:00+08:00' },
        { measure: 'detention', since: backAt },
      ],
      duties: [{ limitId: 'family-told', at: '2027-03-01T21:00:00+08:00' }],
      extensions: [extended('arrest-request', 'arrest-request-roving', '2027-03-02T08:00:00+08:00')],
    });
    expect(deadlinesOf('family-told', back)['every-hour']).toMatchObject({ startedAt: instant(backAt) });
    expect(deadlinesOf('family-told', back)['every-hour']?.met).toBeUndefined();
    expect(deadlinesOf('arrest-request', back)['every-hour']?.extension).toBeUndefined();
  });
});

describe('an extension', () => {
  const detained = '2027-03-01T09:15:00+08:00';
  const dueWith = (...extensions: Circumstances['extensions']) =>
    deadlinesOf('arrest-request', heldFor('detention', detained, { extensions }))['every-hour'];
  const unextended = instant('2027-03-04T09:15:00+08:00');

  it('is named beside the deadline that it moved', () => {
    const special = extended('arrest-request', 'arrest-request-special', '2027-03-04T09:15:00+08:00');
    expect(dueWith(special)).toMatchObject({
      dueAt: instant('2027-03-08T09:15:00+08:00'),
      extension: { extensionId: 'arrest-request-special', documentNumber: 'X-1' },
    });
  });

  it.each([
    [
      'issued when the time was over',
      extended('arrest-request', 'arrest-request-special', '2027-03-04T09:15:01+08:00'),
    ],
    [
      'issued before the measure',
      extended('arrest-request', 'arrest-request-special', '2027-03-01T09:14:59+08:00'),
    ],
    [
      'that the law does not know',
      extended('arrest-request', 'arrest-request-forever', '2027-03-02T09:15:00+08:00'),
    ],
    ['of another limit', extended('summons', 'arrest-request-special', '2027-03-02T09:15:00+08:00')],
  ])('%s changes nothing', (_what, extension) => {
    expect(dueWith(extension)?.dueAt).toBe(unextended);
    expect(dueWith(extension)?.extension).toBeUndefined();
  });

  it('counts by the reading within whose time it was issued', () => {
    const between = extended('arrest-request', 'arrest-request-special', '2027-03-04T12:00:00+08:00');
    const due = deadlinesOf('arrest-request', heldFor('detention', detained, { extensions: [between] }));
    expect(due['every-hour']?.dueAt).toBe(unextended);
    expect(due['article-105']?.dueAt).toBe(instant('2027-03-09T00:00:00+08:00'));
  });
});

describe('limits of the law in a deployment', () => {
  it('need to say what begins the limits that start with the request for arrest', () => {
    const example = exampleDeployment();
    const limits = example.legalLimits.limits.map(({ begins: _begins, ...limit }) => limit);
    const { error } = deploymentSchema.safeParse({
      ...example,
      legalLimits: { ...example.legalLimits, limits },
    });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['legalLimits.limits.7.startsAt']);
  });
});
