import * as z from 'zod';

import { confirmedChecklist } from '#cli/demo/scenes/february-theft/checklist.ts';

import type { CanaryCage } from './canaries.ts';
import { AT_THE_BORDER, type Stage } from './stage.ts';
import { NAMED, StagedInvestigations } from './staged-investigations.ts';
import { rosterOfficer } from './test-officer.ts';

/** Fields of leads that only named officers may read begin with it. */
export const RESTRICTED = 'restricted ';

const HOURS = 3600;
const viewSchema = z.object({
  steps: z.array(z.object({ stepId: z.string(), kind: z.enum(['search', 'seizure', 'arrest']) })),
  emergencySteps: z.array(z.string()),
});
const yaqianDeputy = rosterOfficer('yaqian-deputy');
const qianqingDeputy = rosterOfficer('qianqing-deputy');

/** An investigation with a canary in every field that can hold personal data; gives its id and that of the transfer it starts. */
export async function playCanaryInvestigation(
  stage: Stage,
  cage: CanaryCage,
): Promise<{ readonly caseId: string; readonly transferId: string }> {
  const cases = new StagedInvestigations(stage);
  const caseId = await openAndAgree(cases, cage);
  const leadId = await gather(cases, cage, caseId);
  await useForce(cases, cage, caseId);
  const transferId = await arrest(cases, cage, caseId, leadId);
  // Long enough for ladders to be climbed, short enough for alerts that nobody answers.
  await stage.system.advance(HOURS);
  return { caseId, transferId };
}

/** Closes it when the papers have come and both chiefs have decided on them: refused first, then with the consent of both. */
export async function closeCanaryInvestigation(
  stage: Stage,
  cage: CanaryCage,
  caseId: string,
): Promise<void> {
  const cases = new StagedInvestigations(stage);
  const { steps, emergencySteps } = viewSchema.parse(await cases.view(caseId));
  for (const { stepId, kind } of steps.filter((step) => emergencySteps.includes(step.stepId))) {
    await cases.add(cases.qianqing, caseId, `steps/${stepId}/papers`, {
      checklist: confirmedChecklist(kind),
    });
    for (const chief of ['yaqian-chief', 'qianqing-chief'])
      await cases.decide(rosterOfficer(chief), caseId, `steps/${stepId}/approval`, { decision: 'approve' });
  }
  const propose = async (field: string) => {
    const closing = { ...(await cases.closingOf(caseId)), note: cage.text(`closing.${field}`) };
    await cases.decide(yaqianDeputy, caseId, 'closure', closing);
  };
  await propose('note');
  await cases.decide(qianqingDeputy, caseId, 'closure-refusal', { reason: cage.text('closing.refusal') });
  await propose('second note');
  const { contentVersion } = await cases.closingOf(caseId);
  await cases.decide(qianqingDeputy, caseId, 'closure-consent', { contentVersion });
}

function suspectOf(cage: CanaryCage, field: string) {
  return {
    name: cage.text(`${field}.name`),
    identityNumber: cage.identityNumber(`${field}.identityNumber`),
    description: cage.text(`${field}.description`),
  };
}

async function openAndAgree(cases: StagedInvestigations, cage: CanaryCage): Promise<string> {
  const matter = cases.matter();
  const request = {
    as: cases.yaqian,
    method: 'POST',
    path: '/v1/investigations',
    json: {
      ...matter,
      offence: {
        ...matter.offence,
        text: cage.text('offence.text'),
        place: { description: cage.text('offence.place'), point: AT_THE_BORDER },
      },
      suspect: { known: true, ...suspectOf(cage, 'suspect') },
      facts: cage.text('facts'),
    },
  };
  const { caseId } = await cases.stage.succeed(request, z.object({ caseId: z.string() }));
  const letter = (field: string) => ({ ...cases.letter(), note: cage.text(`letter.${field}`) });
  const answer = 'cooperation-request/answer';
  await cases.decide(cases.yaqian, caseId, 'cooperation-request', letter('note'));
  const question = cage.text('answer.question');
  await cases.decide(cases.qianqing, caseId, answer, { decision: 'askForMore', question });
  const supplement = cage.text('letter.supplement');
  await cases.decide(cases.yaqian, caseId, 'cooperation-request', { ...letter('second note'), supplement });
  await cases.decide(cases.qianqing, caseId, answer, {
    decision: 'decline',
    reason: cage.text('answer.reason'),
  });
  await cases.decide(cases.yaqian, caseId, 'cooperation-request', letter('third note'));
  await cases.decide(cases.qianqing, caseId, answer, { decision: 'accept' });
  await cases.add(cases.yaqian, caseId, 'amendments', {
    facts: cage.text('amended facts'),
    suspect: { known: true, ...suspectOf(cage, 'amended suspect') },
  });
  return caseId;
}

async function gather(cases: StagedInvestigations, cage: CanaryCage, caseId: string): Promise<string> {
  const person = {
    name: cage.text('subject.name'),
    identityNumber: cage.identityNumber('subject.identityNumber'),
    telephone: cage.telephone('subject.telephone'),
  };
  const description = cage.text('subject.description');
  await cases.add(cases.yaqian, caseId, 'subjects', {
    label: cage.text('subject.label'),
    person,
    description,
  });
  const vehicle = { plate: cage.text('vehicle.plate') };
  await cases.add(cases.yaqian, caseId, 'subjects', { label: cage.text('vehicle.label'), vehicle });
  const place = { address: cage.text('place.address') };
  await cases.add(cases.yaqian, caseId, 'subjects', { label: cage.text('place.label'), place });
  const lead = (prefix: string) => ({
    kind: 'telephone',
    source: cage.text(`${prefix}lead.source`),
    text: cage.text(`${prefix}lead.text`),
    attachments: [
      { reference: cage.text(`${prefix}lead.reference`), label: cage.text(`${prefix}lead.label`) },
    ],
  });
  const open = {
    ...lead(''),
    grading: { source: 'B', intelligence: 2, handling: 5 },
    handlingConditions: cage.text('lead.conditions'),
  };
  const { leadId } = await cases.add(cases.yaqian, caseId, 'leads', open);
  const restricted = {
    ...lead(RESTRICTED),
    grading: { source: 'A', intelligence: 2, handling: 4 },
    restrictedTo: [NAMED],
    links: [{ to: leadId, relation: cage.text(`${RESTRICTED}lead.relation`) }],
  };
  const { leadId: restrictedId } = await cases.add(cases.yaqian, caseId, 'leads', restricted);
  const note = (text: string, id: unknown) => ({ kind: 'hideout', text, leadIds: [id] });
  await cases.add(cases.yaqian, caseId, 'notes', note(cage.text('note.text'), leadId));
  await cases.add(cases.yaqian, caseId, 'notes', note(cage.text(`${RESTRICTED}note.text`), restrictedId));
  return z.string().parse(leadId);
}

async function useForce(cases: StagedInvestigations, cage: CanaryCage, caseId: string): Promise<void> {
  const where = (field: string) => ({
    target: cage.text(`${field}.target`),
    place: cage.text(`${field}.place`),
    atStationId: 'qianqing',
    note: cage.text(`${field}.note`),
  });
  const search = { kind: 'search', ...where('step'), checklist: confirmedChecklist('search') };
  const { stepId } = await cases.add(cases.qianqing, caseId, 'steps', search);
  await cases.decide(rosterOfficer('yaqian-chief'), caseId, `steps/${String(stepId)}/approval`, {
    decision: 'refuse',
    reason: cage.text('step.refusal'),
  });
  await cases.add(cases.qianqing, caseId, 'emergency-steps', {
    kind: 'seizure',
    ...where('emergency'),
    reason: cage.text('emergency.reason'),
    executedAt: cases.stage.earlier(),
  });
}

async function arrest(
  cases: StagedInvestigations,
  cage: CanaryCage,
  caseId: string,
  leadId: string,
): Promise<string> {
  const place = (field: string) => ({ point: AT_THE_BORDER, place: cage.text(field), leadIds: [leadId] });
  await cases.add(cases.qianqing, caseId, 'location', place('location.place'));
  await cases.add(cases.qianqing, caseId, 'location-lost', { reason: cage.text('location.lost') });
  await cases.add(cases.qianqing, caseId, 'location', place('second location.place'));
  const dueAt = new Date(cases.stage.system.now() + HOURS * 1000).toISOString();
  await cases.decide(cases.qianqing, caseId, 'arrest-plan', {
    tasks: [{ stationId: 'qianqing', text: cage.text('plan.task'), dueAt, assigneeId: 'qianqing-patrol-1' }],
    assembleAt: { time: dueAt, place: cage.text('plan.place') },
    note: cage.text('plan.note'),
  });
  const { transferId } = await cases.add(cases.qianqing, caseId, 'arrest', {
    emergency: { reason: cage.text('arrest.reason'), atStationId: 'qianqing' },
    suspect: suspectOf(cage, 'arrested'),
    place: cage.text('arrest.place'),
    byOfficerIds: ['qianqing-patrol-1'],
    measure: 'detention',
    measureDocument: '拘字〔2027〕2号',
    note: cage.text('arrest.note'),
  });
  return z.string().parse(transferId);
}
