import { beforeEach, describe, expect, it } from 'vitest';

import { reportWords } from '#functions/registry-hit/view/report-words.ts';
import { hitReportSchema } from '#functions/registry-hit/view/hit-report-schema.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { officer } from '#test/support/platform.ts';

import { HitScene } from './hit-scene.ts';

const duty = officer('qianqing', 'dutyOfficer');
const patrol = officer('yaqian', 'patrolOfficer');
const HOUR = 3600;
let scene: HitScene;

beforeEach(async () => {
  scene = await HitScene.open();
});

async function report(actor: OfficerActor = duty) {
  const answer = await scene.call('readRegistryHitReport', actor, { query: { purpose: '归档' } });
  return hitReportSchema.parse(answer.body);
}

async function page(language: string): Promise<string> {
  const headers = { accept: 'text/html', 'accept-language': language };
  const { text, headers: answered } = await scene.call('readRegistryHitReport', duty, {
    headers,
    query: { purpose: '归档' },
  });
  expect(answered).toMatchObject({ 'content-type': 'text/html; charset=utf-8' });
  return text;
}

/** Two officers of both stations find that it is somebody else; one of them was undecided before. */
async function refute(): Promise<void> {
  scene.platform.clock.turn(HOUR);
  await scene.verdict(patrol, 'undecided');
  scene.platform.clock.turn(HOUR);
  await scene.verdict(duty, 'notThePerson', { checkedBy: ['photo', 'inPerson'] });
  await scene.verdict(patrol, 'notThePerson', { checkedBy: ['fingerprint'] });
}

describe('the report of a hit', () => {
  it('says who verified when, what each found, and what of it was replaced', async () => {
    await refute();
    const { findings, durations, outcome, timeline } = await report();
    expect(findings.map(({ by, verdict, checkedBy }) => [by, verdict, checkedBy])).toEqual([
      [expect.objectContaining({ officerId: patrol.officerId }), 'undecided', ['document']],
      [expect.objectContaining({ officerId: duty.officerId }), 'notThePerson', ['photo', 'inPerson']],
      [expect.objectContaining({ officerId: patrol.officerId }), 'notThePerson', ['fingerprint']],
    ]);
    expect(durations).toEqual({ toFirstVerdictSeconds: HOUR, toClosedSeconds: 2 * HOUR });
    expect(outcome).toBe('refuted');
    expect(timeline).toHaveLength((await scene.state()).version);
  });

  it('has nothing yet of what has not happened, and both stations from the start', async () => {
    const { findings, durations, stations, outcome } = await report();
    expect([findings, durations, outcome]).toEqual([[], {}, undefined]);
    expect(stations.map(({ stationId }) => stationId)).toEqual(['qianqing', 'yaqian']);
  });

  it.each(['zh-CN', 'en'] as const)('is a page to print in words, %s', async (language) => {
    await refute();
    const { title, outcomes, verdicts, checks, reasonTexts } = reportWords[language];
    const text = await page(language);
    const expected = [title, outcomes.refuted, verdicts.undecided, checks.fingerprint, patrol.officerId];
    for (const word of [...expected, reasonTexts['name.same'], reasonTexts['birthDate.digitSlipped']])
      expect(text).toContain(word);
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it('names nobody, neither as a page nor as JSON', async () => {
    await refute();
    const texts = [await page('zh-CN'), JSON.stringify(await report())];
    const numbers = scene.resident.documents.map(({ number }) => number);
    for (const text of texts) {
      expect(text).toContain(scene.residentId);
      for (const personal of ['立峰', '1985', '盗窃', 'TJ-2026-0815', ...numbers])
        expect(text).not.toContain(personal);
    }
  });

  it('shows whatever is written somewhere as text, never as a part of the page', async () => {
    const station = scene.platform.deployment.stations.find(({ id }) => id === 'qianqing');
    if (station !== undefined) station.name['zh-CN'] = '<img src=x onerror="alert(1)">&钱清';
    await refute();
    const text = await page('zh-CN');
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;钱清');
  });

  it('is read by both stations and the superior; of a closed hit for a purpose alone', async () => {
    await refute();
    expect((await report(officer('liaison-centre', 'liaison'))).caseId).toBe(scene.caseId);
    expect((await scene.call('readRegistryHitReport', duty)).text).toContain('purpose-required');
    expect((await scene.call('readRegistryHitReport', officer('north-bank', 'dutyOfficer'))).status).toBe(
      404,
    );
  });
});
