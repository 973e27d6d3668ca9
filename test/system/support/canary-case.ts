import * as z from 'zod';

import { exampleRosters } from '#cli/load-example-rosters.ts';

import type { CanaryCage } from './canaries.ts';
import { AT_THE_BORDER, jpegWith, type Stage } from './stage.ts';
import { rosterOfficer } from './test-officer.ts';

/** A canary that is the name of a field: of all, a problem has to say this one back to whoever sent it. */
export const STRANGE_FIELD = 'name of a field that is none';

const anything = z.unknown();
const caseSchema = z.object({ caseId: z.string() });
const qianqing = rosterOfficer('qianqing-duty-1');
const HOURS = 3600;

/**
 * Plays a case through all its states with a canary in every field that can hold personal data, with messages that fail,
 * alerts that nobody answers, and requests that are refused. Returns the case's id.
 */
export async function playCanaryCase(stage: Stage, cage: CanaryCage): Promise<string> {
  await replaceRosters(stage, cage);
  const caseId = await takeTheCall(stage, cage);
  await unanswered(stage);
  await refused(stage, cage, caseId);
  await learnMore(stage, cage, caseId);
  await search(stage, cage, caseId);
  await askThePublic(stage, cage, caseId);
  await handOver(stage, cage, caseId);
  await stage.system.advance(3 * HOURS);
  await end(stage, cage, caseId);
  await readEverything(stage, caseId);
  await withdrawAnother(stage, cage);
  return caseId;
}

/** Officers with names and telephones of their own. */
async function replaceRosters(stage: Stage, cage: CanaryCage): Promise<void> {
  for (const stationId of ['yaqian', 'qianqing']) {
    const roster = exampleRosters()[stationId];
    const officers = roster?.officers.map((officer) => ({
      ...officer,
      name: cage.text(`name of ${officer.officerId}`),
      telephone: cage.telephone(`telephone of ${officer.officerId}`, '+86139'),
    }));
    const path = `/v1/stations/${stationId}/roster`;
    const ifMatch = await stage.rosterEtag(stationId);
    const as = rosterOfficer('admin-1');
    await stage.succeed({ as, method: 'PUT', path, json: { ...roster, officers }, ifMatch }, anything);
  }
}

async function takeTheCall(stage: Stage, cage: CanaryCage): Promise<string> {
  const json = {
    category: 'dementia',
    person: {
      name: cage.text('person.name'),
      sex: 'female',
      ageYears: 81,
      description: cage.text('person.description'),
      clothing: cage.text('person.clothing'),
    },
    lastSeen: {
      point: AT_THE_BORDER,
      at: stage.earlier(),
      placeDescription: cage.text('lastSeen.placeDescription'),
    },
    reporter: {
      name: cage.text('reporter.name'),
      telephone: cage.telephone('reporter.telephone'),
      relation: cage.text('reporter.relation'),
    },
  };
  const request = { as: stage.desk, method: 'POST', path: '/v1/missing-persons', json };
  const { caseId } = await stage.succeed(request, caseSchema);
  // The same call again, at the other station: offered as a likely duplicate.
  await stage.send({ ...request, as: qianqing });
  return caseId;
}

/** A telephone that takes no messages, and the whole roster climbed. */
async function unanswered(stage: Stage): Promise<void> {
  const first = stage.system.messages().find(({ text }) => text.includes('/l/'));
  if (first === undefined) throw new Error('No officer was sent a link.');
  stage.system.failFor(first.to);
  await stage.system.advance(HOURS / 2);
}

/** Requests with personal data in them that are refused, by the edge and by what they would do. */
async function refused(stage: Stage, cage: CanaryCage, caseId: string): Promise<void> {
  const path = `/v1/missing-persons/${caseId}`;
  const outsider = rosterOfficer('north-bank-duty-1');
  const word = cage.text('a refused request');
  const strange = cage.text(STRANGE_FIELD);
  const post = (as: typeof outsider, what: string, json: object) =>
    stage.send({ as, method: 'POST', path: `${path}/${what}`, json });
  await post(outsider, 'sightings', { point: AT_THE_BORDER, note: word });
  await post(stage.desk, 'sightings', { point: { lon: word, lat: word }, note: word, [strange]: word });
  await post(stage.desk, 'sightings', { point: AT_THE_BORDER, note: word.repeat(200) });
  await post(stage.desk, 'found', { condition: word });
  await post(stage.desk, 'reunion', { with: word });
  await post(stage.desk, 'closure', { note: word });
  await stage.send({
    as: stage.desk,
    method: 'GET',
    path: `${path}?purpose=${encodeURIComponent(word)}&${encodeURIComponent(strange)}=1`,
  });
  await stage.send({
    as: stage.desk,
    method: 'GET',
    path: `/v1/missing-persons/${encodeURIComponent(word)}`,
  });
  await stage.send({ as: stage.desk, method: 'GET', path: `/${encodeURIComponent(word)}` });
  await stage.send({ as: stage.desk, method: 'GET', path: `${path}?purpose=${encodeURIComponent(word)}` });
}

async function learnMore(stage: Stage, cage: CanaryCage, caseId: string): Promise<void> {
  await stage.change(caseId, 'reports', {
    reporter: {
      name: cage.text('second reporter.name'),
      telephone: cage.telephone('second reporter.telephone'),
      relation: cage.text('second reporter.relation'),
    },
    person: { description: cage.text('second description') },
  });
  await stage.change(caseId, 'amendments', {
    person: { name: cage.text('amended name'), description: cage.text('amended description') },
    lastSeen: { placeDescription: cage.text('amended place') },
  });
  await stage.photo(caseId, true, jpegWith(cage.text('photo')));
}

async function search(stage: Stage, cage: CanaryCage, caseId: string): Promise<void> {
  await stage.change(caseId, 'sightings', {
    point: AT_THE_BORDER,
    placeDescription: cage.text('sighting.placeDescription'),
    note: cage.text('sighting.note'),
  });
  const taskPath = async (stationId: string) =>
    `/v1/cases/${caseId}/tasks/${await stage.openTask(caseId, stationId)}`;
  const json = { finding: 'something', note: cage.text('task.note') };
  await stage.succeed(
    { as: qianqing, method: 'POST', path: `${await taskPath('qianqing')}/report`, json },
    anything,
  );
  const assignment = { officerId: 'yaqian-patrol-1' };
  const assigned = {
    as: stage.desk,
    method: 'POST',
    path: `${await taskPath('yaqian')}/assignment`,
    json: assignment,
  };
  const token = await stage.linkSentBy(() => stage.succeed(assigned, anything));
  await stage.send({ method: 'GET', path: `/l/${token}`, accept: 'text/html' });
  const report = { finding: 'nothing', note: cage.text('note by link') };
  await stage.succeed({ method: 'POST', path: `/l/${token}`, json: report }, anything);
}

async function askThePublic(stage: Stage, cage: CanaryCage, caseId: string): Promise<void> {
  const appeal = await stage.decide(caseId, 'appeal', {
    show: ['category', 'clothing', 'photo'],
    placeText: cage.text('appeal.placeText'),
    contactTelephone: cage.telephone('appeal.contactTelephone'),
  });
  const appealId = z.string().parse(appeal['appealId']);
  await stage.send({ method: 'GET', path: `/p/${appealId}`, accept: 'text/html' });
  await stage.send({ method: 'GET', path: `/p/${appealId}/photo` });
  const path = `/p/${appealId}/tips`;
  const json = { text: cage.text('tip.text'), contact: cage.telephone('tip.contact'), point: AT_THE_BORDER };
  await stage.succeed({ method: 'POST', path, json }, anything);
  const [tip] = await stage.system.items(`CASE#${caseId}`, 'TIP#');
  await stage.change(caseId, `tips/${z.string().parse(tip?.body['tipId'])}/triage`, {
    decision: 'sighting',
    placeDescription: cage.text('triage.placeDescription'),
    note: cage.text('triage.note'),
  });
}

async function handOver(stage: Stage, cage: CanaryCage, caseId: string): Promise<void> {
  const json = {
    notes: cage.text('handover.notes'),
    cases: [{ caseId, note: cage.text('handover.case.note') }],
  };
  await stage.succeed(
    { as: stage.desk, method: 'POST', path: '/v1/stations/yaqian/handovers', json },
    anything,
  );
}

async function end(stage: Stage, cage: CanaryCage, caseId: string): Promise<void> {
  const found = (field: string) => ({
    condition: 'safe',
    point: AT_THE_BORDER,
    placeDescription: cage.text(`${field}.placeDescription`),
    note: cage.text(`${field}.note`),
  });
  await stage.change(caseId, 'found', found('found'));
  await stage.decide(caseId, 'reopening', { reason: cage.text('reopening.reason') });
  await stage.change(caseId, 'found', found('found again'));
  await stage.system.advance(25 * HOURS);
  await stage.decide(caseId, 'reunion', { with: cage.text('reunion.with'), note: cage.text('reunion.note') });
  await stage.decide(caseId, 'closure', { note: cage.text('closure.note') });
}

async function readEverything(stage: Stage, caseId: string): Promise<void> {
  const purpose = `?purpose=${encodeURIComponent('复盘')}`;
  const parts = [
    `/v1/missing-persons/${caseId}`,
    `/v1/missing-persons/${caseId}/report`,
    `/v1/cases/${caseId}/timeline`,
  ];
  for (const path of parts)
    await stage.succeed({ as: stage.desk, method: 'GET', path: path + purpose }, anything);
  await stage.send({ as: stage.desk, method: 'GET', path: `${parts[1]}${purpose}`, accept: 'text/html' });
}

async function withdrawAnother(stage: Stage, cage: CanaryCage): Promise<void> {
  const caseId = await stage.searching();
  await stage.decide(caseId, 'withdrawal', { reason: 'falseAlarm', note: cage.text('withdrawal.note') });
}
