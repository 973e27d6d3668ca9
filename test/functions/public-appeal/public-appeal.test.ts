import { beforeEach, describe, expect, it } from 'vitest';

import { photoObjectName } from '#functions/missing-person/model/photo.ts';
import { countAgainstLimit } from '#functions/public-appeal/count-against-limit.ts';
import { leaveTip } from '#functions/public-appeal/leave-tip.ts';
import { caseApi, fieldsOf, slugOf, type CaseApi } from '#test/functions/missing-person/case-api.ts';
import {
  crossing,
  effectsOf,
  eventsOf,
  notificationsOf,
  patrol,
  qianqing,
  stateOf,
  yaqian,
} from '#test/functions/missing-person/scene.ts';
import { tinyImage } from '#test/functions/missing-person/tiny-image.ts';

let api: CaseApi;
let caseId: string;
beforeEach(async () => {
  api = await caseApi();
  caseId = await api.open();
});

const everything = { show: ['category', 'sex', 'age', 'clothing'], placeText: '钱清、衙前一带' };
const browser = { accept: 'text/html,application/xhtml+xml' };
const secrets = ['钱桂英', '钱明', '13900000999', '儿子', '中纺城北门', '120.4115'];

async function published(json: object = everything): Promise<string> {
  const answer = await api.decide('publishAppeal', yaqian, caseId, json);
  if (answer.status !== 201) throw new Error(`Not published: ${answer.text}`);
  return (answer.body as { appealId: string }).appealId;
}

const open = (appealId: string, headers: Record<string, string> = browser) =>
  api.everybody('readAppeal', { parameters: { appealId }, headers });

let tips = 0;
const tip = (appealId: string, json: object, headers: Record<string, string> = {}) => {
  tips += 1;
  return api.everybody('leaveTip', {
    parameters: { appealId },
    json,
    headers: { accept: 'application/json', 'idempotency-key': `tip-number-${tips}`, ...headers },
  });
};

const tipsOf = async () => {
  const { body } = await api.send('readMissingPerson', yaqian, { parameters: { caseId } });
  return (body as { tips: { tipId: string; text: string; seenAt?: string; contact?: string }[] }).tips;
};

describe('publishing an appeal', () => {
  it('shows what was chosen, whom to call, and nothing of name and reporter', async () => {
    const answer = await api.decide('publishAppeal', yaqian, caseId, everything);

    const { appealId, url } = answer.body as { appealId: string; url: string };
    expect(url).toBe(`${api.platform.deployment.publicBaseUrl}/p/${appealId}`);
    const page = await open(appealId);
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    for (const shown of ['认知障碍老人', '78 岁左右', '蓝色棉袄', '钱清、衙前一带', 'tel:+8613900000101'])
      expect(page.text).toContain(shown);
    for (const secret of secrets) expect(page.text).not.toContain(secret);
    expect(page.text).not.toContain('<script');
  });

  it('shows no more than was chosen, and later amendments add nothing to it', async () => {
    const appealId = await published({ show: ['category'] });
    const json = { person: { clothing: '灰色外套' } };
    await api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    const { text } = await open(appealId);
    for (const hidden of ['岁左右', '蓝色', '灰色']) expect(text).not.toContain(hidden);
  });

  it('is renewed under the same address while it is live, and gets a new one after it was withdrawn', async () => {
    const first = await published({ show: ['category'] });
    const second = await published();
    await api.decide('withdrawAppeal', qianqing, caseId);
    const third = await published();

    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect((await open(first)).status).toBe(410);
    expect((await open(third)).status).toBe(200);
  });

  it.each([
    ['show.0', { show: ['photo'] }],
    ['photoId', { show: ['category'], photoId: 'F-unknown' }],
    ['show.0', { show: ['name'] }],
    ['show', { show: [] }],
    ['contactTelephone', { show: ['category'], contactTelephone: 'the desk' }],
    ['reporter', { show: ['category'], reporter: true }],
  ])('names %s when it cannot be shown: %o', async (field, json) => {
    const answer = await api.decide('publishAppeal', yaqian, caseId, json);

    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it('is the requesting station’s decision', async () => {
    expect((await api.decide('publishAppeal', qianqing, caseId, everything)).status).toBe(403);
    expect(slugOf(await api.decide('withdrawAppeal', yaqian, caseId))).toBe('no-live-appeal');
  });

  it('leads to the photo for as long as the appeal is live', async () => {
    const content = tinyImage('image/png');
    const request = { contentType: 'image/png', bytes: content.length };
    const { body } = await api.send('requestPhotoUpload', yaqian, { parameters: { caseId }, json: request });
    const { photoId } = body as { photoId: string };
    api.photos.uploaded.set(photoObjectName(caseId, photoId), {
      contentType: request.contentType,
      uploadedBytes: request.bytes,
      content,
    });
    await api.send('confirmPhoto', yaqian, { parameters: { caseId, photoId }, json: {} });

    const without = await published({ show: ['category'] });
    expect((await api.everybody('readAppealPhoto', { parameters: { appealId: without } })).status).toBe(404);
    const appealId = await published({ show: ['photo'] });
    const photo = () => api.everybody('readAppealPhoto', { parameters: { appealId } });

    expect((await open(appealId)).text).toContain(`/p/${appealId}/photo`);
    expect(await photo()).toMatchObject({
      status: 303,
      headers: { location: expect.stringMatching(/^https:/) },
    });
    await api.decide('withdrawAppeal', yaqian, caseId);
    expect((await photo()).status).toBe(410);
  });

  it('ends when the person is found, and its page does not say why', async () => {
    const appealId = await published();
    await api.send('reportFound', patrol, { parameters: { caseId }, json: { condition: 'deceased' } });

    const page = await open(appealId);
    expect(page.status).toBe(410);
    expect(page.text).toContain('本协查已结束');
    expect(page.text).not.toMatch(/死亡|deceased|找到/);
    expect((await stateOf(api.platform, caseId)).appeal?.withdrawnAt).toBeDefined();
  });

  it('of a drill says so on every page', async () => {
    caseId = await api.open({
      category: 'child7to12',
      drill: true,
      lastSeen: { point: { lon: 120.39, lat: 30.15 } },
    });
    const appealId = await published({ show: ['category'] });

    expect((await open(appealId)).text).toContain('演练');
    expect((await tip(appealId, { text: '看到了' }, browser)).text).toContain('演练');
  });

  it('answers in the browser’s language', async () => {
    const appealId = await published();

    expect((await open(appealId, { ...browser, 'accept-language': 'en-GB' })).text).toContain('Leave a tip');
    expect((await open(`A-${'0'.repeat(26)}`)).status).toBe(404);
  });
});

describe('a tip of the public', () => {
  it('waits for an officer and alerts nobody', async () => {
    const appealId = await published();
    const before = await effectsOf(api.platform.store, caseId);

    const answer = await tip(appealId, { text: '公交站有位老人', point: crossing, contact: '张女士' });

    expect(answer).toMatchObject({ status: 202, body: { received: true } });
    expect(await tipsOf()).toMatchObject([{ text: '公交站有位老人', point: crossing, contact: '张女士' }]);
    expect((await stateOf(api.platform, caseId)).untriagedTips).toBe(1);
    expect(await effectsOf(api.platform.store, caseId)).toEqual(before);
    expect(await notificationsOf(api.platform.store, caseId)).toHaveLength(1);
  });

  it('comes by the page’s form, whose times are Shanghai’s and whose empty fields are nothing', async () => {
    const appealId = await published();
    const page = await open(appealId);
    const idempotencyKey = /name="idempotencyKey" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const form = { idempotencyKey, text: '看到了', seenAt: '2027-03-01T19:30', contact: '' };
    const press = () => api.everybody('leaveTip', { parameters: { appealId }, form, headers: browser });

    const answer = await press();
    expect(answer.status).toBe(202);
    expect(answer.text).toContain('已收到，谢谢您');
    expect((await press()).status).toBe(202);

    const received = await tipsOf();
    expect(received).toMatchObject([{ text: '看到了', seenAt: '2027-03-01T11:30:00.000Z' }]);
    expect(received[0]?.contact).toBeUndefined();
  });

  it('is kept as it was written and escaped wherever it is shown', async () => {
    const appealId = await published();
    await tip(appealId, { text: '<script>alert(1)</script>' });

    const report = await api.send('readReport', yaqian, {
      parameters: { caseId },
      headers: { accept: 'text/html' },
    });
    expect(report.text).not.toContain('<script');
    expect(await tipsOf()).toMatchObject([{ text: '<script>alert(1)</script>' }]);
  });

  it.each([
    ['text', {}],
    ['text', { text: '   ' }],
    ['text', { text: 'x'.repeat(1001) }],
    ['point.lon', { text: '看到了', point: { lon: 200, lat: 30 } }],
    ['seenAt', { text: '看到了', seenAt: 'yesterday' }],
    ['seenAt', { text: '看到了', seenAt: '2027-03-02T00:00:00Z' }],
    ['contact', { text: '看到了', contact: 'x'.repeat(101) }],
    ['priority', { text: '看到了', priority: 'high' }],
  ])('names %s when that field is wrong', async (field, json) => {
    const answer = await tip(await published(), json);

    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it('is refused beyond five in ten minutes from one address, with the time to wait', async () => {
    const appealId = await published();
    const statuses: number[] = [];
    for (let index = 0; index < 6; index++)
      statuses.push((await tip(appealId, { text: `第${index}条` })).status);
    const refused = await tip(appealId, { text: '再来一条' });
    const page = await tip(appealId, { text: '再来一条' }, browser);

    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    expect(slugOf(refused)).toBe('rate-limited');
    expect(refused.headers['retry-after']).toBe('600');
    expect(page).toMatchObject({ status: 429, headers: { 'retry-after': '600' } });
    api.platform.clock.turn(600);
    expect((await tip(appealId, { text: '十分钟后' })).status).toBe(202);
    expect((await stateOf(api.platform, caseId)).untriagedTips).toBe(6);
  });

  it('is refused beyond the limit of its appeal, from however many addresses', async () => {
    const appealId = await published();
    const send = (index: number) =>
      leaveTip(api.platform, {
        appealId,
        tip: { text: '刷屏' },
        sourceIp: `203.0.113.${index}`,
        idempotencyKey: `flood-${index}`,
        requestHash: String(index),
      });
    const { store, clock } = api.platform;
    // As many as leave room for one more, counted without the tips themselves.
    for (let index = 0; index < 119; index++)
      await store.transact([
        await countAgainstLimit(store, appealId, { count: 120, windowSeconds: 3600 }, clock.now()),
      ]);

    await send(1);
    await expect(send(2)).rejects.toMatchObject({ slug: 'rate-limited' });
    const rows = JSON.stringify(await eventsOf(api.platform.store, caseId));
    expect(rows).not.toContain('203.0.113');
  });

  it('repeated is counted and kept once, even after the appeal is over; a new one is refused then', async () => {
    const appealId = await published();
    const key = { 'idempotency-key': 'one-and-the-same' };
    const first = await tip(appealId, { text: '看到了' }, key);
    await api.decide('withdrawAppeal', yaqian, caseId);

    const again = await tip(appealId, { text: '看到了' }, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(await tipsOf()).toHaveLength(1);
    expect((await tip(appealId, { text: '看到了' })).status).toBe(410);
  });
});

describe('judging a tip', () => {
  async function received(json: object = { text: '公交站有位老人', point: crossing }): Promise<string> {
    await tip(await published(), json);
    return (await tipsOf())[0]?.tipId ?? '';
  }
  const triage = (tipId: string, json: object, actor = qianqing) =>
    api.send('triageTip', actor, { parameters: { caseId, tipId }, json });

  it('makes a sighting of it, at the time at which it was written, and the search moves', async () => {
    await api.step(caseId, 'plan');
    const tipId = await received();
    const writtenAt = api.platform.clock.now().toISOString();
    api.platform.clock.turn(900);

    const answer = await triage(tipId, { decision: 'sighting' });

    expect(answer).toMatchObject({ status: 200, body: { replans: true } });
    const { search, untriagedTips } = await stateOf(api.platform, caseId);
    expect(search).toMatchObject({ origin: crossing, originTime: writtenAt, planNeeded: 'sighting' });
    expect(untriagedTips).toBe(0);
    const { body } = await api.send('readMissingPerson', yaqian, { parameters: { caseId } });
    const { sightingId } = answer.body as { sightingId: string };
    expect(body).toMatchObject({
      sightings: [{ sightingId, source: 'tip', tipId }],
      tips: [{ triage: { decision: 'sighting', sightingId, by: { officerId: qianqing.officerId } } }],
    });
  });

  it('dismisses it, and the search goes on as before', async () => {
    const tipId = await received();
    const before = (await stateOf(api.platform, caseId)).search;

    const answer = await triage(tipId, { decision: 'dismiss', note: '另有其人' });

    expect(answer.status).toBe(200);
    expect(await stateOf(api.platform, caseId)).toMatchObject({ search: before, untriagedTips: 0 });
  });

  it('happens once, by a desk, and needs a place', async () => {
    const tipId = await received({ text: '好像见过' });

    expect((await triage(tipId, { decision: 'dismiss' }, patrol)).status).toBe(403);
    expect(fieldsOf(await triage(tipId, { decision: 'sighting' }))).toEqual(['point']);
    expect((await triage(`P-${'0'.repeat(26)}`, { decision: 'dismiss' })).status).toBe(404);
    const both = await Promise.all([
      triage(tipId, { decision: 'dismiss' }),
      triage(tipId, { decision: 'sighting', point: crossing }),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect((await stateOf(api.platform, caseId)).untriagedTips).toBe(0);
  });
});
