import { describe, expect, it } from 'vitest';

import { linkViewSchema } from '#functions/public-link/link-view.ts';
import { acknowledge } from '#functions/notification/acknowledge.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { sha256 } from '#platform/ids.ts';
import { linkKey, linkSchema } from '#platform/link/link.ts';
import { accessEntries } from '#test/functions/duty/duty-api.ts';
import { officer } from '#test/support/platform.ts';

import {
  endSearch,
  formKey,
  nameOf,
  nightAlert,
  removeFromRoster,
  withheld,
  type NightAlert,
} from './night-alert.ts';

const chinese = { 'accept-language': 'zh-CN,zh;q=0.9', accept: 'text/html,*/*;q=0.8' };

const open = ({ api }: NightAlert, token: string, headers: Record<string, string> = chinese) =>
  api('openLink', { parameters: { token }, headers });

const press = ({ api }: NightAlert, token: string, key: string, headers: Record<string, string> = chinese) =>
  api('useLink', { parameters: { token }, form: { idempotencyKey: key }, headers });

describe('the page behind the link of an alert', () => {
  it('tells what the officer needs to act, in Shanghai time, with one button', async () => {
    const night = await nightAlert();

    const page = await open(night, await night.alertLink());

    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    for (const shown of [
      '认知障碍老人，女，78岁',
      '红色外套',
      '中纺城东门',
      '03/01 19:00',
      '东',
      '步行',
      night.caseId,
    ])
      expect(page.text).toContain(shown);
    expect(page.text).toContain('白发 &lt;短&gt;');
    expect(page.text.match(/<button/g)).toHaveLength(1);
    expect(page.text).toContain('确认收到');
    expect(page.text).toContain('tel:+8613900000201');
  });

  it('names neither the person nor the reporter', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();

    const texts = [
      (await open(night, token)).text,
      (await open(night, token, { accept: 'application/json' })).text,
    ];

    for (const text of texts) for (const secret of withheld) expect(text).not.toContain(secret);
  });

  it('follows the browser’s language, else the addressee’s', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();

    const english = await open(night, token, { 'accept-language': 'en-GB' });
    const other = await open(night, token, { 'accept-language': 'de' });

    expect(english.text).toContain('<html lang="en">');
    expect(english.text).toContain('Person with dementia, female, 78 years');
    expect(other.text).toContain('<html lang="zh-CN">');
  });

  it('says that a drill is a drill', async () => {
    const night = await nightAlert({ drill: true });

    expect((await open(night, await night.alertLink())).text).toContain('【演练】');
  });

  it('changes nothing however often it is opened, and each time is logged as the addressee’s', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();
    const before = await night.caseNow();

    await open(night, token);
    await open(night, token);

    expect(await night.caseNow()).toEqual(before);
    expect(await accessEntries(night.platform, 'qianqing')).toEqual(
      Array.from({ length: 2 }, () => ({ action: 'link.read', outcome: 'read', target: night.caseId })),
    );
  });

  it('is sent with headers that keep it out of caches, frames and referrers', async () => {
    const night = await nightAlert();

    const { headers } = await open(night, await night.alertLink());

    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('pressing the button', () => {
  it('acknowledges for the station as the addressee, and uses the link up in the same commit', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();
    const key = formKey((await open(night, token)).text);
    night.platform.clock.turn(90);

    const page = await press(night, token, key);

    expect(page.status).toBe(200);
    expect(page.text).toContain('已确认');
    expect(page.text).toContain(nameOf('qianqing-duty-2'));
    expect(page.text).toContain('03/01 20:01');
    expect(page.text).toContain('红色外套');
    expect(page.text).not.toContain('<button');
    const { awaiting, version } = await night.caseNow();
    expect(awaiting).toEqual([]);
    expect((await night.eventTypes()).at(-1)).toBe('acknowledged');
    expect(await night.eventTypes()).toHaveLength(version);
    const link = await night.platform.store.get(linkKey(sha256(token)), linkSchema);
    expect(link?.body.usedAt).toBe('2027-03-01T12:01:30.000Z');
  });

  it('twice is one request: the same page and one effect', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();
    const key = formKey((await open(night, token)).text);

    const [first, second] = await Promise.all([press(night, token, key), press(night, token, key)]);
    const later = await press(night, token, key);

    expect([first.status, second.status, later.status]).toEqual([200, 200, 200]);
    expect([second.text, later.text]).toEqual([first.text, first.text]);
    expect((await night.eventTypes()).filter((type) => type === 'acknowledged')).toHaveLength(1);
  });

  it('works once: opened or pressed again, the page says who did it and when', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();
    await press(night, token, 'first-key');

    const again = [await press(night, token, 'other-key'), await open(night, token)];

    for (const page of again) {
      expect(page.status).toBe(410);
      expect(page.text).toContain('链接已使用');
      expect(page.text).toContain(nameOf('qianqing-duty-2'));
      expect(page.text).not.toContain('红色外套');
    }
  });

  it('has one winner when a link is pressed with two keys at once', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();

    const pages = await Promise.all([
      press(night, token, 'key-number-1'),
      press(night, token, 'key-number-2'),
    ]);

    expect(pages.map(({ status }) => String(status)).toSorted()).toEqual(['200', '410']);
  });

  it('says who was quicker when a colleague has acknowledged, on opening and on pressing', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();
    const [entry] = (await night.caseNow()).awaiting;
    await acknowledge(night.platform, {
      actor: { ...officer('qianqing', 'chief'), officerId: 'qianqing-chief' },
      caseId: night.caseId,
      notificationId: entry?.notificationId ?? '',
      idempotency: idempotencyOf('officer:test', 'chief-answers', {}),
    });

    const opened = await open(night, token);
    const pressed = await press(night, token, 'too-late-key');

    expect([opened.status, pressed.status]).toEqual([200, 409]);
    for (const { text } of [opened, pressed]) {
      expect(text).toContain(nameOf('qianqing-chief'));
      expect(text).not.toContain('<button');
    }
  });

  it('lets the superior’s liaison answer for the station that did not', async () => {
    const night = await nightAlert();
    for (let half = 0; half < 6; half++) {
      await night.alertLink();
      night.platform.clock.turn(150);
    }
    const token = await night.alertLink();

    const opened = await open(night, token);
    const pressed = await press(night, token, formKey(opened.text));

    expect(opened.text).toContain('钱清派出所');
    expect(opened.text).toContain('tel:+8613900000301');
    expect(pressed.status).toBe(200);
    expect(pressed.text).toContain(nameOf('liaison-2'));
    expect((await night.caseNow()).awaiting).toEqual([]);
  });
});

describe('a link that cannot be used', () => {
  it('is answered by a page that says what to do when it is unknown or cut off', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();

    for (const wrong of [token.slice(0, 15), 'x'.repeat(22)]) {
      const pages = [await open(night, wrong), await press(night, wrong, 'some-key-1')];
      expect(pages.map(({ status }) => status)).toEqual([404, 404]);
      for (const { text } of pages) expect(text).toContain('请致电本所值班室');
    }
  });

  it('expires to the second, whatever the store still keeps', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();
    night.platform.clock.turn(86_399);
    const inTime = await open(night, token);
    night.platform.clock.turn(1);

    const pages = [await open(night, token), await press(night, token, 'late-key-1')];

    expect(inTime.status).toBe(200);
    for (const page of pages) {
      expect(page.status).toBe(410);
      expect(page.text).toContain('链接已过期');
      expect(page.text).toContain('tel:+8613900000201');
      expect(page.text).not.toContain('红色外套');
    }
    expect((await night.caseNow()).awaiting).toHaveLength(1);
    const refused = await accessEntries(night.platform, 'qianqing');
    expect(refused.map(({ action, outcome, reason }) => [action, outcome, reason])).toEqual([
      ['link.read', 'read', undefined],
      ['link.read', 'refused', 'link-expired'],
      ['link.use', 'refused', 'link-expired'],
    ]);
  });

  it('is void when its addressee has left the roster', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();
    await removeFromRoster(night, 'qianqing-duty-2');

    const pages = [await open(night, token), await press(night, token, 'void-key-1')];

    for (const page of pages) expect([page.status, page.text.includes('链接已失效')]).toEqual([410, true]);
  });

  it('shows nothing of the person and asks nothing once the search has ended', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();
    await endSearch(night);

    const opened = await open(night, token);
    const pressed = await press(night, token, 'ended-key-1');

    expect([opened.status, pressed.status]).toEqual([200, 409]);
    for (const { text } of [opened, pressed]) {
      expect(text).toContain('搜寻已结束');
      expect(text).not.toContain('红色外套');
      expect(text).not.toContain('<button');
    }
  });
});

describe('a client that asks for JSON', () => {
  const json = { accept: 'application/json' };

  it('reads the same view, acknowledges, and gets problems instead of pages', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();

    const view = linkViewSchema.parse((await open(night, token, json)).body);
    const pressed = await press(night, token, 'json-key-1', json);
    const again = await open(night, token, json);

    expect(view).toMatchObject({ kind: 'acknowledge', state: 'open', incident: { clothing: '红色外套' } });
    expect(pressed).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: { stationId: 'qianqing', acknowledgedBy: { officerId: 'qianqing-duty-2', viaLink: true } },
    });
    expect(again).toMatchObject({
      status: 410,
      headers: { 'content-type': 'application/problem+json' },
      body: { type: 'urn:border815:problem:link-used', usedBy: { officerId: 'qianqing-duty-2' } },
    });
  });

  it('is told which field does not belong to an acknowledgement', async () => {
    const night = await nightAlert();
    const token = await night.alertLink();

    const answer = await night.api('useLink', {
      parameters: { token },
      json: { finding: 'nothing' },
      headers: { ...json, 'idempotency-key': 'wrong-field' },
    });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'finding' }] } });
    expect((await night.caseNow()).awaiting).toHaveLength(1);
  });
});
