import { describe, expect, it } from 'vitest';

import { firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { openBareCase } from '#test/support/cases.ts';
import { officer, testPlatform } from '#test/support/platform.ts';

import { accessEntries, administrator, bookRecords, dutyApi, exampleRoster, loadRoster } from './duty-api.ts';

const stationId = 'yaqian';
const parameters = { stationId };

const put = (key: string, ifMatch: string) => ({
  actor: administrator,
  parameters,
  json: exampleRoster(stationId),
  headers: { 'idempotency-key': key, 'if-match': ifMatch },
});

describe('replacing a roster', () => {
  it('loads the first roster with If-Match "0", with one event and one audit entry', async () => {
    const platform = await testPlatform();

    const answer = await dutyApi(platform)('replaceRoster', put('first-key', '"0"'));

    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { stationId, officers: 6, uncovered: [] },
    });
    const { events, audit } = await bookRecords(platform, stationId);
    expect(events.map(({ type }) => type)).toEqual(['rosterReplaced']);
    expect(audit.map(({ action }) => action)).toEqual(['roster.replace']);
    expect(JSON.stringify(events)).not.toContain('+86139');
  });

  it('replays the same request and refuses its key for another one', async () => {
    const platform = await testPlatform();
    const api = dutyApi(platform);
    const first = await api('replaceRoster', put('same-key', '"0"'));

    const again = await api('replaceRoster', put('same-key', '"0"'));
    const other = await api('replaceRoster', put('same-key', '"1"'));

    expect(again.body).toEqual(first.body);
    expect(again).toMatchObject({ status: first.status, headers: first.headers });
    expect(other).toMatchObject({
      status: 422,
      body: { type: 'urn:border815:problem:idempotency-key-reused' },
    });
    expect((await bookRecords(platform, stationId)).events).toHaveLength(1);
  });

  it.each(['"0"', '"7"'])(
    'refuses a roster made from another version than the present one: %s',
    async (ifMatch) => {
      const platform = await testPlatform();
      await loadRoster(platform, stationId);

      const answer = await dutyApi(platform)('replaceRoster', put('second-key', ifMatch));

      expect(answer).toMatchObject({ status: 412, body: { currentVersion: 1 } });
    },
  );

  it('lets only one of two first rosters in', async () => {
    const platform = await testPlatform();
    const api = dutyApi(platform);

    const answers = await Promise.all([
      api('replaceRoster', put('key-of-one', '"0"')),
      api('replaceRoster', put('key-of-other', '"0"')),
    ]);

    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '412']);
  });

  it('names the hours of the coming week that nobody covers', async () => {
    const platform = await testPlatform();
    const roster = exampleRoster(stationId);
    const gaps = roster.weekly.filter(({ officerId }) => officerId !== 'yaqian-deputy');

    const answer = await dutyApi(platform)('replaceRoster', {
      ...put('gap-key-1', '"0"'),
      json: { ...roster, weekly: gaps },
    });

    expect(answer.body).toMatchObject({
      uncovered: [{ role: 'deputy', from: '2027-03-01T12:00:00.000Z', to: '2027-03-08T12:00:00.000Z' }],
    });
  });

  it('lets the station’s own chief and the superior’s administrator, and nobody else', async () => {
    const platform = await testPlatform();
    const statusFor = async (actor: ReturnType<typeof officer>, index: number) => {
      const answer = await dutyApi(platform)('replaceRoster', { ...put(`role-key-${index}`, '"99"'), actor });
      return answer.status;
    };
    const actors = [
      officer('yaqian', 'chief'),
      officer('liaison-centre', 'administrator'),
      officer('yaqian', 'dutyOfficer'),
      officer('qianqing', 'chief'),
      officer('liaison-centre', 'liaison'),
      officer('north-bank', 'chief'),
      officer('river-liaison', 'administrator'),
    ];

    // 412: let in, and then told that the version is wrong.
    expect(await Promise.all(actors.map(statusFor))).toEqual([412, 412, 403, 403, 403, 404, 404]);
    expect(await accessEntries(platform, 'qianqing')).toEqual([
      { action: 'roster.replace', outcome: 'refused', target: stationId, reason: 'not-allowed' },
    ]);
  });

  it('names the field of a wrong roster', async () => {
    const platform = await testPlatform();
    const roster = exampleRoster(stationId);
    const officers = roster.officers.map((one, index) => (index > 0 ? one : { ...one, telephone: '110' }));

    const answer = await dutyApi(platform)('replaceRoster', {
      ...put('wrong-key', '"0"'),
      json: { ...roster, officers },
    });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'officers.0.telephone' }] } });
  });
});

describe('reading a roster', () => {
  it('tells its own officers the whole roster and who is on duty, and logs it', async () => {
    const platform = await testPlatform();
    await loadRoster(platform, stationId);

    const answer = await dutyApi(platform)('readRoster', {
      actor: officer('yaqian', 'patrolOfficer'),
      parameters,
    });

    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { stationId, roster: exampleRoster(stationId) },
    });
    // 20:00 in Shanghai: the night shift has just begun.
    expect(answer.body).toHaveProperty('onDuty.0.officers.0.officerId', 'yaqian-duty-2');
    expect(await accessEntries(platform, 'yaqian')).toEqual([
      { action: 'roster.read', outcome: 'read', target: stationId },
    ]);
  });

  it('tells the partner only who is on duty, while they have an open case together', async () => {
    const platform = await testPlatform();
    await loadRoster(platform, stationId);
    await openBareCase(platform);

    const answer = await dutyApi(platform)('readRoster', {
      actor: officer('qianqing', 'dutyOfficer'),
      parameters,
    });

    expect(answer.status).toBe(200);
    expect(answer.body).toHaveProperty('onDuty.0.officers.0.telephone');
    expect(answer.body).not.toHaveProperty('roster');
  });

  it('asks the partner for a purpose when they have no open case, and logs both', async () => {
    const platform = await testPlatform();
    await loadRoster(platform, stationId);
    const actor = officer('qianqing', 'dutyOfficer');
    const api = dutyApi(platform);

    const without = await api('readRoster', { actor, parameters });
    const stated = await api('readRoster', { actor, parameters, query: { purpose: 'joint patrol tonight' } });

    expect(without).toMatchObject({ status: 403, body: { type: 'urn:border815:problem:purpose-required' } });
    expect(stated.status).toBe(200);
    expect(await accessEntries(platform, 'qianqing')).toEqual([
      { action: 'roster.read', outcome: 'refused', target: stationId, reason: 'purpose-required' },
      { action: 'roster.read', outcome: 'read', target: stationId, reason: 'joint patrol tonight' },
    ]);
  });

  it('says that there is no roster yet, and hides the station from other partnerships', async () => {
    const platform = await testPlatform();
    const api = dutyApi(platform);

    const early = await api('readRoster', { actor: officer('yaqian', 'chief'), parameters });
    await loadRoster(platform, stationId);
    const foreign = await api('readRoster', { actor: officer('north-bank', 'chief'), parameters });

    expect(early).toMatchObject({ status: 404, body: { detail: expect.stringContaining('If-Match "0"') } });
    expect(foreign.status).toBe(404);
  });
});

describe('the duty book', () => {
  it('keeps a chain that verifies over rosters and handovers', async () => {
    const platform = await testPlatform();
    const api = dutyApi(platform);
    await loadRoster(platform, stationId);
    await api('writeHandover', {
      actor: officer('yaqian', 'dutyOfficer'),
      parameters,
      json: { notes: '夜间无事' },
      headers: { 'idempotency-key': 'handover-1' },
    });
    await api('replaceRoster', put('second-roster', '"2"'));

    const { audit } = await bookRecords(platform, stationId);

    expect(audit.map(({ action }) => action)).toEqual(['roster.replace', 'handover.write', 'roster.replace']);
    expect(firstBrokenEntry(audit)).toBeUndefined();
  });
});
