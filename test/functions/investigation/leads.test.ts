import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { nearDuplicates, textSimilarity } from '#functions/investigation/leads/near-duplicates.ts';
import type { Lead } from '#functions/investigation/model/lead.ts';
import { fieldsOf } from '#test/functions/missing-person/case-api.ts';
import { notificationsOf } from '#test/functions/missing-person/scene.ts';

import {
  investigationApi,
  liaison,
  qianqing,
  qianqingChief,
  qianqingPatrol,
  stateOf,
  witness,
  yaqian,
  yaqianChief,
  yaqianPatrol,
  type InvestigationApi,
} from './investigation-api.ts';

let api: InvestigationApi;
let caseId: string;
beforeEach(async () => {
  api = await investigationApi();
  caseId = await api.joint();
});

const SECRET = '线人说他藏在河边的旧厂房';
/** Only Qianqing's patrol and the author may have it. */
const restricted = {
  ...witness,
  kind: 'tip',
  source: '秘密来源',
  text: SECRET,
  grading: { source: 'A', intelligence: 3, handling: 4 },
  restrictedTo: [{ stationId: 'qianqing', officerId: 'qianqing-patrol-1' }],
};

const addLead = async (json: object = witness, actor = yaqian) =>
  String((await api.done(caseId, 'addLead', actor, json))['leadId']);

const toldAfter = async (act: () => Promise<unknown>) => {
  const before = (await notificationsOf(api.platform.store, caseId)).map(
    ({ notificationId }) => notificationId,
  );
  await act();
  const now = await notificationsOf(api.platform.store, caseId);
  return now
    .filter(({ notificationId }) => !before.includes(notificationId))
    .map(({ kind, legs, recipientId }) => [kind, Object.keys(legs).join(), recipientId]);
};

describe('a lead', () => {
  it.each([
    ['witness', yaqian, 'qianqing'],
    ['camera', qianqing, 'yaqian'],
    ['vehicle', yaqianPatrol, 'qianqing'],
    ['telephone', qianqingPatrol, 'yaqian'],
    ['property', yaqianChief, 'qianqing'],
    ['tip', qianqingChief, 'yaqian'],
  ] as const)('of kind %s reaches the other station’s desk at once', async (kind, actor, other) => {
    expect(await toldAfter(() => addLead({ ...witness, kind }, actor))).toEqual([
      ['leadAdded', other, undefined],
    ]);
    const { body } = await api.read(caseId, 'readLeads', actor, { query: { kind } });
    expect(body).toMatchObject({ leads: [{ kind, text: witness.text, by: { officerId: actor.officerId } }] });
  });

  it.each([
    [{ source: 'F', intelligence: 2, handling: 1 }, {}, ['grading.source']],
    [{ source: 'A', intelligence: 6, handling: 1 }, {}, ['grading.intelligence']],
    [{ source: 'A', intelligence: 1, handling: 0 }, {}, ['grading.handling']],
    [{ source: 'A', intelligence: 1, handling: 4 }, {}, ['restrictedTo']],
    [{ source: 'A', intelligence: 1, handling: 5 }, {}, ['handlingConditions']],
    [
      { source: 'A', intelligence: 1, handling: 1 },
      { restrictedTo: restricted.restrictedTo },
      ['restrictedTo'],
    ],
    [
      { source: 'A', intelligence: 1, handling: 3 },
      { handlingConditions: '不得外传' },
      ['handlingConditions'],
    ],
  ])('graded %j with %j is refused by the rules of 5x5x5', async (grading, change, fields) => {
    expect(fieldsOf(await api.on(caseId, 'addLead', yaqian, { ...witness, ...change, grading }))).toEqual(
      fields,
    );
  });

  it('under conditions is taken with them, and with references to files, never the files', async () => {
    await addLead({
      ...witness,
      grading: { source: 'E', intelligence: 4, handling: 5 },
      handlingConditions: '仅供本案使用',
      attachments: [{ reference: 'evidence/2027/031', label: '监控截图', sha256: 'a'.repeat(64) }],
    });
    expect((await api.read(caseId, 'readLeads', qianqing)).text).toContain('evidence/2027/031');
  });

  it('is linked to leads and to persons, vehicles and places that are there', async () => {
    const first = await addLead();
    const van = { label: '灰色面包车', vehicle: { plate: '浙A·X0000', colour: '灰' } };
    const { subjectId } = await api.done(caseId, 'addSubject', qianqing, van);
    const links = [
      { to: first, relation: '同一方向' },
      { to: subjectId, relation: '目击车辆' },
    ];
    const second = await addLead({ ...witness, kind: 'vehicle', links }, qianqing);

    const { leads } = z
      .object({ leads: z.array(z.looseObject({ leadId: z.string(), links: z.unknown() })) })
      .parse((await api.read(caseId, 'readLeads', yaqian)).body);
    expect(leads.find(({ leadId }) => leadId === second)?.links).toEqual(links);
    const nowhere = [{ to: first.replace(/.$/, (last) => (last === 'X' ? 'Y' : 'X')), relation: '同' }];
    expect(fieldsOf(await api.on(caseId, 'addLead', yaqian, { ...witness, links: nowhere }))).toEqual([
      'links.0.to',
    ]);
    expect(fieldsOf(await api.on(caseId, 'addSubject', yaqian, { ...van, place: {} }))).toEqual(['body']);
  });

  it('lists page by page', async () => {
    const ids: string[] = [];
    for (const actor of [yaqian, qianqing, yaqian]) {
      api.clock.turn(1);
      ids.push(await addLead(witness, actor));
    }
    const page = async (cursor?: string) =>
      z.object({ leads: z.array(z.object({ leadId: z.string() })), cursor: z.string().optional() }).parse(
        (
          await api.read(caseId, 'readLeads', yaqian, {
            query: { limit: '2', ...(cursor === undefined ? {} : { cursor }) },
          })
        ).body,
      );
    const first = await page();
    const second = await page(first.cursor);
    expect([...first.leads, ...second.leads].map(({ leadId }) => leadId)).toEqual(ids);
  });
});

describe('a restricted lead', () => {
  it('is told to nobody but the officers it names', async () => {
    expect(await toldAfter(() => addLead(restricted))).toEqual([
      ['leadAdded', 'qianqing', 'qianqing-patrol-1'],
    ]);
  });

  it.each([
    ['an officer of no roster', { stationId: 'qianqing', officerId: 'nobody-1' }, 'restrictedTo.0.officerId'],
    [
      'a station of another case',
      { stationId: 'north-bank', officerId: 'north-bank-chief' },
      'restrictedTo.0.stationId',
    ],
  ])('cannot name %s', async (_, reader, field) => {
    const answer = await api.on(caseId, 'addLead', yaqian, { ...restricted, restrictedTo: [reader] });
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it('is in no route, page or event that anybody else may read; its author and the named officer read it', async () => {
    const leadId = await addLead(restricted);
    const note = { kind: 'hideout', text: `判断：${SECRET}`, leadIds: [leadId] };
    expect(await toldAfter(() => api.done(caseId, 'addNote', yaqian, note))).toEqual([
      ['analysisAdded', 'qianqing', 'qianqing-patrol-1'],
    ]);
    const parameters = { caseId };
    const everything = async (actor: typeof yaqian) => {
      const answers = await Promise.all([
        api.read(caseId, 'readInvestigation', actor),
        api.read(caseId, 'readLeads', actor),
        api.read(caseId, 'readSubjects', actor),
        api.read(caseId, 'readNotes', actor),
        api.read(caseId, 'readInvestigationReport', actor),
        api.read(caseId, 'readInvestigationReport', actor, { headers: { accept: 'text/html' } }),
        api.casework('readTimeline', { actor, parameters }),
        api.casework('readNotifications', { actor, parameters }),
        api.casework('readTasks', { actor, parameters }),
        api.casework('listCases', { actor }),
        api.casework('readInbox', { actor }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      return answers
        .map(({ text }) => text)
        .filter((text) => text.includes(SECRET) || text.includes('秘密来源')).length;
    };

    // Leads, notes, the report and its page.
    expect(await everything(yaqian)).toBe(4);
    expect(await everything(qianqingPatrol)).toBe(4);
    for (const actor of [yaqianChief, yaqianPatrol, qianqing, qianqingChief, liaison])
      expect(await everything(actor)).toBe(0);
    const { body } = await api.read(caseId, 'readLeads', qianqingChief);
    expect(body).toEqual({
      leads: [{ leadId, restricted: true, kind: 'tip', stationId: 'yaqian', at: expect.any(String) }],
    });
    expect((await api.read(caseId, 'readNotes', qianqingChief)).body).toMatchObject({
      notes: [{ restricted: true, kind: 'hideout' }],
    });
  });

  it('gives itself away neither as a duplicate, nor as a link, nor as the ground of a note or location', async () => {
    const leadId = await addLead(restricted);
    const same = { ...witness, text: SECRET };
    const hint = async (actor: typeof yaqian) =>
      (await api.done(caseId, 'addLead', actor, same))['nearDuplicates'];
    api.clock.turn(1);

    expect(await hint(qianqing)).toEqual([]);
    expect(await hint(qianqingPatrol)).toContainEqual({ leadId, score: 1, reasons: ['similarText'] });
    const linked = { ...witness, links: [{ to: leadId, relation: '同' }] };
    expect(fieldsOf(await api.on(caseId, 'addLead', qianqing, linked))).toEqual(['links.0.to']);
    const note = { kind: 'route', text: '向东', leadIds: [leadId] };
    expect(fieldsOf(await api.on(caseId, 'addNote', qianqing, note))).toEqual(['leadIds.0']);
    const location = { point: { lon: 120.4, lat: 30.1 }, place: '厂房', leadIds: [leadId] };
    expect(fieldsOf(await api.on(caseId, 'reportLocation', qianqing, location))).toEqual(['leadIds.0']);
  });
});

describe('an analysis note', () => {
  it('names the leads it rests on, and reaches the other station', async () => {
    const leadId = await addLead();
    const line = [
      { lon: 120.37, lat: 30.16 },
      { lon: 120.41, lat: 30.14 },
    ];
    const note = { kind: 'route', text: '沿104国道向东', leadIds: [leadId], line };
    expect(await toldAfter(() => api.done(caseId, 'addNote', qianqing, note))).toEqual([
      ['analysisAdded', 'yaqian', undefined],
    ]);
    expect((await api.read(caseId, 'readNotes', yaqian)).body).toMatchObject({ notes: [note] });
    expect(fieldsOf(await api.on(caseId, 'addNote', yaqian, { ...note, leadIds: [] }))).toEqual(['leadIds']);
    expect((await stateOf(api.platform, caseId)).contentVersion).toBe(5);
  });
});

describe('near-duplicates', () => {
  const at = '2027-03-01T10:00:00.000Z';
  const point = { lon: 120.4, lat: 30.15 };
  const lead = (id: string, text: string, change: Partial<Lead> = {}): Lead => ({
    kind: 'witness',
    source: '群众',
    grading: { source: 'B', intelligence: 2, handling: 1 },
    attachments: [],
    links: [],
    leadId: id,
    text,
    stationId: 'yaqian',
    at,
    by: { kind: 'public' },
    ...change,
  });

  it('are the same words, whatever their width, case and punctuation', () => {
    expect(textSimilarity('黑衣男子，骑电动车！', '黑衣男子骑 电动车')).toBe(1);
    expect(textSimilarity('ＡＢＣ车行', 'abc车行')).toBe(1);
    expect(textSimilarity('黑衣男子骑电动车', '店内监控已损坏')).toBe(0);
    expect(textSimilarity('', '')).toBe(0);
  });

  it.each([
    ['a plate', '浙A·12345的灰色面包车', '看见浙A12345停在河边', ['samePlate']],
    ['a telephone', '他用13900000021打的', '机主号码 13900000021', ['sameTelephone']],
    ['a telephone in groups', '他用+8613900000021打的', '机主号码 139-0000-0021', ['sameTelephone']],
  ])('share %s', (_, text, other, reasons) => {
    const [found] = nearDuplicates({ text, source: '群众' }, [lead('L-1', other)]);
    expect(found?.reasons).toEqual(reasons);
  });

  it('are close in time and place and say something similar; neither alone is enough', () => {
    const text = '黑衣男子在桥头换乘出租车离开';
    const other = lead('L-1', '有个黑衣人在桥头上了出租车走了', { occurredAt: at, point });
    const near = { text, source: '骑手', occurredAt: at, point };

    expect(nearDuplicates(near, [other])).toMatchObject([
      { leadId: 'L-1', reasons: ['similarText', 'sameTimeAndPlace'] },
    ]);
    expect(nearDuplicates({ text, source: '骑手' }, [other])).toEqual([]);
    expect(nearDuplicates({ ...near, text: '店门锁被撬坏' }, [other])).toEqual([]);
    expect(nearDuplicates({ ...near, occurredAt: '2027-03-01T11:00:00.000Z' }, [other])).toEqual([]);
    expect(nearDuplicates({ ...near, point: { lon: 120.41, lat: 30.15 } }, [other])).toEqual([]);
  });

  it('come the likeliest first', () => {
    const text = '黑衣男子骑电动车过桥往东';
    const found = nearDuplicates({ text, source: '群众' }, [
      lead('L-1', '黑衣男子骑电动车过桥往西去了好久'),
      lead('L-2', text),
    ]);
    expect(found.map(({ leadId, score }) => [leadId, score])).toEqual([
      ['L-2', 1],
      ['L-1', expect.any(Number)],
    ]);
  });
});
