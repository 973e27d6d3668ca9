import { beforeEach, describe, expect, it } from 'vitest';

import { loadCase } from '#platform/case/case-command.ts';
import { runProcessStep } from '#functions/missing-person/process/process-steps.ts';
import { missingPersonCaseSchema } from '#functions/missing-person/model/missing-person-case.ts';
import { officer } from '#test/support/platform.ts';

import { boy, caseApi, fieldsOf, slugOf, type CaseApi } from './case-api.ts';
import {
  allTasksOf,
  crossing,
  effectsOf,
  liaison,
  market,
  patrol,
  stateOf,
  storyOf,
  yaqian,
} from './scene.ts';

let api: CaseApi;
let caseId: string;
beforeEach(async () => {
  api = await caseApi();
  caseId = await api.open();
});

const report = (json: object, actor = patrol) =>
  api.send('reportSighting', actor, { parameters: { caseId }, json });

describe('a sighting', () => {
  it('becomes the origin of the search and wakes its process', async () => {
    await api.step(caseId, 'plan');

    const answer = await report({ point: crossing, direction: 120, note: '独自步行' });

    expect(answer).toMatchObject({ status: 201, body: { replans: true, status: 'searching', version: 3 } });
    const { search } = await stateOf(api.platform, caseId);
    expect(search).toMatchObject({ origin: crossing, direction: 120, widening: 0, planNeeded: 'sighting' });
    expect(search.originTime).toBe(api.platform.clock.now().toISOString());
    const effects = await effectsOf(api.platform.store, caseId);
    expect(effects).toContainEqual({ type: 'wake', caseId, waits: ['process'], version: 3 });
  });

  it('that is older than the one which leads the search is kept and moves nothing', async () => {
    await report({ point: crossing, seenAt: '2027-03-01T11:30:00Z' });
    api.platform.clock.turn(1);

    const answer = await report({ point: market, seenAt: '2027-03-01T11:00:00Z' });

    expect(answer.body).toMatchObject({ replans: false });
    expect((await stateOf(api.platform, caseId)).search.origin).toEqual(crossing);
    const read = await api.send('readMissingPerson', yaqian, { parameters: { caseId } });
    expect(read.body).toMatchObject({ sightings: [{ point: crossing }, { point: market }] });
  });

  it('never fails for a newer version of the case', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        report({ point: { lon: 120.42 + index / 1000, lat: 30.14 }, seenAt: `2027-03-01T11:0${index}:00Z` }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect((await stateOf(api.platform, caseId)).search.origin.lon).toBeCloseTo(120.423);
  });

  it('cannot lie in the future, nor come once nobody searches any more', async () => {
    const early = await report({ point: crossing, seenAt: '2027-03-01T12:06:00Z' });
    expect(fieldsOf(early)).toEqual(['seenAt']);

    await api.send('reportFound', patrol, { parameters: { caseId }, json: { condition: 'safe' } });
    const late = await report({ point: crossing });
    expect([late.status, slugOf(late)]).toEqual([409, 'wrong-status']);
  });

  it('is taken from staff of both stations and the liaison, and from nobody else', async () => {
    const status = async (actor: typeof patrol) => (await report({ point: crossing }, actor)).status;

    expect(await status(officer('yaqian', 'patrolOfficer'))).toBe(201);
    expect(await status(liaison)).toBe(201);
    expect(await status(officer('liaison-centre', 'administrator'))).toBe(403);
    expect(await status(officer('north-bank', 'chief'))).toBe(404);
  });
});

describe('planning anew', () => {
  it('keeps a task that was begun, and renews or supersedes the others', async () => {
    await api.step(caseId, 'plan');
    const before = await allTasksOf(api.platform.store, caseId);

    await report({ point: { lon: 120.433, lat: 30.12 } });
    await api.step(caseId, 'plan');

    const after = await allTasksOf(api.platform.store, caseId);
    expect(after.length).toBeGreaterThan(before.length);
    const open = after.filter(({ status }) => status === 'open');
    expect(open.every(({ planNumber }) => planNumber === 2)).toBe(true);
    expect(new Set(open.map(({ stationId, planKey }) => `${stationId} ${planKey}`)).size).toBe(open.length);
    const renewed = before.filter(({ taskId }) => open.some((task) => task.taskId === taskId));
    const superseded = after.filter(({ status }) => status === 'superseded');
    expect(renewed.length + superseded.length).toBe(before.length);
    expect(superseded.length).toBeGreaterThan(0);
  });

  it('happens once, however often the process asks for it', async () => {
    await Promise.all([api.step(caseId, 'plan'), api.step(caseId, 'plan')]);
    await api.step(caseId, 'plan');

    expect(await storyOf(api.platform.store, caseId)).toEqual(['opened', 'searchPlanned']);
  });

  it('is not done for an execution that another has replaced', async () => {
    await runProcessStep(api.platform, { step: 'plan', caseId, generation: 1, processPart: 2 });
    await runProcessStep(api.platform, { step: 'plan', caseId, generation: 2, processPart: 1 });

    expect(await storyOf(api.platform.store, caseId)).toEqual(['opened']);
    expect(
      await runProcessStep(api.platform, { step: 'look', caseId, generation: 2, processPart: 1 }),
    ).toMatchObject({ next: 'superseded' });
  });
});

describe('reading the case', () => {
  it('shows everything to officers of its stations and to the liaison, and nothing to others', async () => {
    const read = (actor: typeof patrol) => api.send('readMissingPerson', actor, { parameters: { caseId } });

    for (const actor of [patrol, yaqian, liaison]) {
      const answer = await read(actor);
      expect(answer).toMatchObject({
        status: 200,
        headers: { etag: '"1"' },
        body: { caseId, details: { person: { name: '钱桂英' } }, tips: [], sightings: [], telephone: [] },
      });
    }
    expect((await read(officer('north-bank', 'chief'))).status).toBe(404);
    expect((await read(officer('liaison-centre', 'administrator'))).status).toBe(403);
  });

  it('answers 404 for a case that does not exist, and 400 for an id that is none', async () => {
    const read = (id: string) => api.send('readMissingPerson', yaqian, { parameters: { caseId: id } });

    expect((await read('MP-270301-ZZZZZ')).status).toBe(404);
    expect(fieldsOf(await read('somebody'))).toEqual(['path.caseId']);
  });

  it('draws the plan as GeoJSON, each task with its id and where it stands', async () => {
    const map = () => api.send('readSearchMap', patrol, { parameters: { caseId } });
    expect((await map()).body).toMatchObject({ features: [{ properties: { kind: 'origin' } }] });

    await api.step(caseId, 'plan');
    const drawn = await map();

    expect(drawn.headers['content-type']).toBe('application/geo+json');
    const { features } = drawn.body as {
      features: { properties: Record<string, unknown>; geometry: { type: string } }[];
    };
    const tasks = await allTasksOf(api.platform.store, caseId);
    const drawnTasks = features.filter(({ properties }) => properties['kind'] === 'task');
    expect(new Set(drawnTasks.map(({ properties }) => properties['taskId']))).toEqual(
      new Set(tasks.map(({ taskId }) => taskId)),
    );
    expect(new Set(features.map(({ properties }) => properties['kind']))).toEqual(
      new Set(['origin', 'ring', 'sector', 'task']),
    );
  });

  it('draws the plan as it was made, though time has passed and facts have changed since', async () => {
    await api.step(caseId, 'plan');
    const rings = async () => {
      const { body } = await api.send('readSearchMap', patrol, { parameters: { caseId } });
      const { features } = body as { features: { properties: { kind: string } }[] };
      return features.filter(({ properties }) => properties.kind === 'ring');
    };
    const before = await rings();

    api.platform.clock.turn(3600);
    const json = { category: 'child4to6' };
    await api.send('amendMissingPerson', yaqian, { parameters: { caseId }, json });

    expect(await rings()).toEqual(before);
  });

  it('keeps no polygon in the case, whose item stays small', async () => {
    await api.step(caseId, 'plan');

    const state = await loadCase(api.platform, caseId, missingPersonCaseSchema);

    expect(JSON.stringify(state)).not.toContain('coordinates');
    expect(JSON.stringify(state).length).toBeLessThan(10_000);
  });

  it('of another person is not mixed up with it', async () => {
    const other = await api.open(boy);

    await report({ point: crossing });

    const read = await api.send('readMissingPerson', yaqian, { parameters: { caseId: other } });
    expect(read.body).toMatchObject({ sightings: [], details: { category: boy.category } });
  });
});
