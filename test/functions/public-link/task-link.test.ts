import { describe, expect, it } from 'vitest';

import { reportTask } from '#functions/casework/report-task.ts';
import { linkPage } from '#functions/public-link/link-page.ts';
import { linkViewSchema } from '#functions/public-link/link-view.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { sha256 } from '#platform/ids.ts';
import { linkKey, linkSchema } from '#platform/link/link.ts';
import { stationTasksKey, stationTasksSchema } from '#platform/task/task.ts';
import { exampleDeployment, officer } from '#test/support/platform.ts';

import { endSearch, formKey, nameOf, nightAlert, withheld, type NightAlert } from './night-alert.ts';

const chinese = { 'accept-language': 'zh-CN', accept: 'text/html' };

const open = ({ api }: NightAlert, token: string) =>
  api('openLink', { parameters: { token }, headers: chinese });

const send = ({ api }: NightAlert, token: string, form: Record<string, string>, key = 'report-key-1') =>
  api('useLink', { parameters: { token }, form: { idempotencyKey: key, ...form }, headers: chinese });

async function taskNow({ platform, caseId }: NightAlert) {
  const found = await platform.store.get(stationTasksKey(caseId, 'qianqing'), stationTasksSchema);
  return found?.body.tasks[0];
}

async function supersede({ platform, caseId }: NightAlert) {
  const key = stationTasksKey(caseId, 'qianqing');
  const found = await platform.store.get(key, stationTasksSchema);
  if (found === undefined) throw new Error('There are no tasks.');
  const tasks = found.body.tasks.map((task) => ({ ...task, status: 'superseded' as const }));
  const item = { key, entity: 'tasks' as const, body: { ...found.body, tasks } };
  await platform.store.transact([{ kind: 'replace', item, revision: found.revision }]);
}

describe('the page behind the link of a task', () => {
  it('shows the task with its deadline, whom to look for, and a form', async () => {
    const night = await nightAlert();

    const page = await open(night, await night.taskLink());

    expect(page.status).toBe(200);
    for (const shown of ['走访钱清村', '03/01 21:30', '认知障碍老人，女，78岁', '红色外套', '中纺城东门'])
      expect(page.text).toContain(shown);
    for (const secret of withheld) expect(page.text).not.toContain(secret);
    for (const control of ['value="nothing"', 'value="something"', '<textarea', '<button'])
      expect(page.text).toContain(control);
  });

  it('of another case than a search speaks of no missing person', () => {
    const setting = { deployment: exampleDeployment(), language: 'zh-CN' as const };
    const page = (caseId: string) =>
      linkPage(
        setting,
        {
          kind: 'task',
          state: 'open',
          caseId,
          caseStatus: 'located',
          drill: false,
          stationId: 'qianqing',
          expiresAt: '2027-03-01T13:00:00.000Z',
          task: { taskId: 'T-1', label: { 'zh-CN': '正门设伏', en: 'x' }, dueAt: '2027-03-01T12:30:00.000Z' },
        },
        { idempotencyKey: 'key' },
      );
    const searching = ['搜寻', '找到本人'];
    for (const words of searching) expect(page('MP-270301-7F3K2')).toContain(words);
    for (const words of searching) expect(page('JI-270301-7F3K2')).not.toContain(words);
    expect(page('JI-270301-7F3K2')).toContain('正门设伏');
  });

  it('loses nothing that fits its form, whose line breaks are sent as two characters', async () => {
    const night = await nightAlert();
    const token = await night.taskLink();
    const longest = Number(/maxlength="(\d+)"/.exec((await open(night, token)).text)?.[1]);
    const lines = 40;
    const written = `${'字'.repeat(longest - lines)}${'\r\n'.repeat(lines)}`;

    const page = await send(night, token, { finding: 'something', note: written });

    expect(page.status).toBe(200);
    expect(await taskNow(night)).toMatchObject({ note: written.replaceAll('\r\n', '\n') });
  });
});

describe('sending the form', () => {
  it('reports the task as the addressee and uses the link up in the same commit', async () => {
    const night = await nightAlert();
    const token = await night.taskLink();
    night.platform.clock.turn(1800);

    const page = await send(night, token, { finding: 'nothing', note: '' });

    expect(page.status).toBe(200);
    for (const shown of ['已回报', '未发现', nameOf('qianqing-patrol-2'), '03/01 20:30'])
      expect(page.text).toContain(shown);
    const done = await taskNow(night);
    expect(done).toMatchObject({ status: 'done', finding: 'nothing', reportedBy: 'qianqing-patrol-2' });
    expect(done).not.toHaveProperty('note');
    const link = await night.platform.store.get(linkKey(sha256(token)), linkSchema);
    expect(link?.body.usedAt).toBe('2027-03-01T12:30:00.000Z');
  });

  it('twice is one report, and another one by the same link is refused', async () => {
    const night = await nightAlert();
    const token = await night.taskLink();
    const form = { finding: 'something', note: '桥边有一把红伞' };

    const first = await send(night, token, form);
    const second = await send(night, token, form);
    const other = await send(night, token, { finding: 'nothing' }, 'report-key-2');

    expect([first.status, second.status, other.status]).toEqual([200, 200, 410]);
    expect(second.text).toBe(first.text);
    expect((await night.eventTypes()).filter((type) => type === 'taskReported')).toHaveLength(1);
    expect(await taskNow(night)).toMatchObject({ finding: 'something', note: form.note });
  });

  it('refuses the key of a sent form for another content', async () => {
    const night = await nightAlert();
    const token = await night.taskLink();
    await send(night, token, { finding: 'nothing' });

    const other = await send(night, token, { finding: 'something' });

    expect(other.status).toBe(422);
    expect(await taskNow(night)).toMatchObject({ finding: 'nothing' });
  });

  it('asks again when nothing was chosen, and leaves the link as it was', async () => {
    const night = await nightAlert();
    const token = await night.taskLink();

    const page = await send(night, token, { note: '没选' });
    const repaired = await send(night, token, { finding: 'nothing' }, formKey(page.text));

    expect(page.status).toBe(400);
    expect(page.text).toContain('请先选择');
    expect(repaired.status).toBe(200);
  });

  it('says who has reported when a colleague was quicker', async () => {
    const night = await nightAlert();
    const token = await night.taskLink();
    await reportTask(night.platform, {
      actor: { ...officer('qianqing', 'deputy'), officerId: 'qianqing-deputy' },
      caseId: night.caseId,
      taskId: 'T-1',
      finding: 'nothing',
      idempotency: idempotencyOf('officer:test', 'deputy-reports', {}),
    });

    const pages = [await open(night, token), await send(night, token, { finding: 'nothing' })];

    expect(pages.map(({ status }) => status)).toEqual([200, 409]);
    for (const { text } of pages) {
      expect(text).toContain(nameOf('qianqing-deputy'));
      expect(text).not.toContain('<button');
    }
  });

  it('takes a finding on a task that a newer plan has replaced, and says that it takes nothing else', async () => {
    const night = await nightAlert();
    const token = await night.taskLink();
    await supersede(night);

    const page = await open(night, token);
    const nothing = await send(night, token, { finding: 'nothing' }, formKey(page.text));
    const something = await send(night, token, { finding: 'something' }, formKey(nothing.text));

    expect([page.status, nothing.status, something.status]).toEqual([200, 409, 200]);
    expect(page.text).toContain('value="something"');
    expect(nothing.text).toContain('如有发现，请回报');
    expect(something.text).toContain('已回报');
    expect(await taskNow(night)).toMatchObject({ status: 'done', finding: 'something' });
  });

  it('is no longer wanted once the search has ended', async () => {
    const night = await nightAlert();
    const token = await night.taskLink();
    await endSearch(night);

    const pages = [await open(night, token), await send(night, token, { finding: 'nothing' })];

    expect(pages.map(({ status }) => status)).toEqual([200, 409]);
    for (const { text } of pages) {
      expect(text).toContain('搜寻已结束');
      expect(text).not.toContain('红色外套');
    }
  });

  it('takes JSON too, and names a field that is wrong', async () => {
    const night = await nightAlert();
    const token = await night.taskLink();
    const call = (json: unknown, key: string) =>
      night.api('useLink', {
        parameters: { token },
        json,
        headers: { accept: 'application/json', 'idempotency-key': key },
      });

    const view = await night.api('openLink', {
      parameters: { token },
      headers: { accept: 'application/json' },
    });
    const missing = await call({ note: 'x' }, 'json-key-1');
    const wrong = await call({ finding: 'perhaps' }, 'json-key-2');
    const oversized = await call({ finding: 'nothing', note: 'x'.repeat(501) }, 'json-key-3');
    const sent = await call({ finding: 'nothing' }, 'json-key-4');

    expect(linkViewSchema.parse(view.body)).toMatchObject({ kind: 'task', task: { taskId: 'T-1' } });
    expect(missing).toMatchObject({ status: 400, body: { errors: [{ field: 'finding' }] } });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'finding' }] } });
    expect(oversized).toMatchObject({ status: 400, body: { errors: [{ field: 'note' }] } });
    expect(sent).toMatchObject({ status: 200, body: { taskId: 'T-1', status: 'done' } });
  });
});
