import * as z from 'zod';

import { caseworkHandlers } from '#functions/casework/handlers.ts';
import { caseworkRoutes } from '#functions/casework/routes.ts';
import { investigationHandlers } from '#functions/investigation/handlers.ts';
import {
  investigationCaseSchema,
  type InvestigationCase,
} from '#functions/investigation/model/investigation-case.ts';
import { runProcessStep } from '#functions/investigation/process/process-steps.ts';
import { investigationRoutes } from '#functions/investigation/routes.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';
import type { OfficerActor, Role } from '#platform/actor/actor.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { statusFromEvents } from '#platform/case/case-event.ts';
import type { Platform } from '#platform/platform.ts';
import { eventsOf } from '#test/functions/missing-person/scene.ts';
import { apiCaller, type ApiAnswer, type ApiCall } from '#test/functions/platform/http/api-call.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { exampleDeployment, TurnedClock } from '#test/support/platform.ts';
import { loadRosters } from '#test/support/rosters.ts';
import { InProcessStationSigner } from '#test/support/station-signer.ts';

/** An officer of the example rosters. */
function rostered(officerId: string, stationId: string, role: Role): OfficerActor {
  return { kind: 'officer', officerId, stationId, roles: [role] };
}

/** Yaqian opens and leads: its desk, a patrol, its deputy and its chief. */
export const yaqian = rostered('yaqian-duty-1', 'yaqian', 'dutyOfficer');
export const yaqianPatrol = rostered('yaqian-patrol-1', 'yaqian', 'patrolOfficer');
export const yaqianDeputy = rostered('yaqian-deputy', 'yaqian', 'deputy');
export const yaqianChief = rostered('yaqian-chief', 'yaqian', 'chief');
/** Qianqing is asked to cooperate. */
export const qianqing = rostered('qianqing-duty-1', 'qianqing', 'dutyOfficer');
export const qianqingPatrol = rostered('qianqing-patrol-1', 'qianqing', 'patrolOfficer');
export const qianqingDeputy = rostered('qianqing-deputy', 'qianqing', 'deputy');
export const qianqingChief = rostered('qianqing-chief', 'qianqing', 'chief');
export const liaison = rostered('liaison-1', 'liaison-centre', 'liaison');
export const stranger = rostered('north-bank-chief', 'north-bank', 'chief');

/** The theft of the mission's February, as Yaqian opens it. */
export const theft = {
  offence: {
    text: '入室盗窃',
    happenedAt: '2027-03-01T02:00:00.000Z',
    place: { description: '衙前镇某商铺', point: { lon: 120.371, lat: 30.163 } },
  },
  suspect: { known: false, description: '男，约三十岁，黑色外套' },
  facts: '店主发现现金与首饰被盗，嫌疑人向东逃离',
  legalBasis: { law: '刑法', article: '第二百六十四条' },
};

/** The letter by which cooperation is requested. */
export const letter = { letterNumber: '萧公（衙）协字〔2027〕12号', approvingOfficerId: 'yaqian-deputy' };

/** The whole checklist of a search, and of an arrest. */
export const searchChecklist = [
  { id: 'property-formalities', documentNumber: letter.letterNumber },
  { id: 'jurisdiction-settled' },
  { id: 'no-obstruction' },
  { id: 'secrecy' },
  { id: 'firearms-approved', documentNumber: '萧公（衙）械字〔2027〕3号' },
];
export const arrestChecklist = [
  { id: 'person-formalities', documentNumber: letter.letterNumber },
  ...searchChecklist.slice(1),
];

/** A search in Qianqing's area by Qianqing. */
export const search = {
  kind: 'search',
  target: '出租房',
  place: '钱清某小区3幢',
  atStationId: 'qianqing',
  checklist: searchChecklist,
};

/** A witness's lead that everybody of the case may have. */
export const witness = {
  kind: 'witness',
  source: '路过的骑手',
  text: '看到一名黑衣男子骑电动车过桥往钱清方向去了',
  grading: { source: 'B', intelligence: 2, handling: 1 },
};

/** An arrest by Qianqing's patrol. */
export const arrest = {
  suspect: { name: '邵无名', sex: 'male' },
  place: '钱清某网吧',
  byOfficerIds: ['qianqing-patrol-1'],
  measure: 'detention',
  measureDocument: '绍公（钱）拘字〔2027〕9号',
};

type Operation = keyof typeof investigationRoutes;
let keys = 0;

/** The platform with keys of the stations in this process. */
export function withSigner<P extends Platform>(platform: P): P & TransferPlatform {
  return Object.assign(platform, { signer: new InProcessStationSigner() });
}

/** The investigations' API on a platform. */
export function investigationCalls(platform: TransferPlatform) {
  const call = apiCaller(platform, investigationRoutes, investigationHandlers(platform));
  const casework = apiCaller(platform, caseworkRoutes, caseworkHandlers(platform));
  const withKey = (request: ApiCall): ApiCall => {
    keys += 1;
    return { ...request, headers: { 'idempotency-key': `investigation-${keys}`, ...request.headers } };
  };

  /** Sends a request of an officer with a key of its own. */
  const send = (operation: Operation, actor: OfficerActor, request: ApiCall = {}): Promise<ApiAnswer> =>
    call(operation, withKey({ actor, ...request }));

  /** Sends a request about a case on its present version. */
  const on = async (
    caseId: string,
    operation: Operation,
    actor: OfficerActor,
    json: object = {},
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer> => {
    const { version } = await stateOf(platform, caseId);
    const headers = { 'if-match': `"${version}"` };
    return send(operation, actor, { parameters: { caseId, ...parameters }, json, headers });
  };

  /** Sends such a request, which must be carried out. @returns its answer */
  const done = async (...request: Parameters<typeof on>): Promise<Record<string, unknown>> => {
    const answer = await on(...request);
    if (answer.status >= 300) throw new Error(`${request[1]} was refused: ${answer.text}`);
    return z.record(z.string(), z.unknown()).parse(answer.body);
  };

  /** Reads something of a case. */
  const read = (
    caseId: string,
    operation: Operation,
    actor: OfficerActor,
    request: ApiCall = {},
  ): Promise<ApiAnswer> => call(operation, { actor, parameters: { caseId }, ...request });

  /** Opens a case of Yaqian. @returns its id */
  const open = async (change: object = {}): Promise<string> => {
    const answer = await send('openInvestigation', yaqian, { json: { ...theft, ...change } });
    if (answer.status !== 201) throw new Error(`The case was not opened: ${answer.text}`);
    return z.object({ caseId: z.string() }).parse(answer.body).caseId;
  };

  /** Opens a case in which Qianqing cooperates. @returns its id */
  const joint = async (change: object = {}): Promise<string> => {
    const caseId = await open(change);
    await done(caseId, 'requestCooperation', yaqian, letter);
    await done(caseId, 'answerCooperation', qianqing, { decision: 'accept' });
    return caseId;
  };

  /** Asks both chiefs for a step, who approve it. @returns its id */
  const approvedStep = async (caseId: string, request: object = search): Promise<string> => {
    const stepId = String((await done(caseId, 'requestStep', qianqing, request))['stepId']);
    for (const chief of [yaqianChief, qianqingChief])
      await done(caseId, 'decideStep', chief, { decision: 'approve' }, { stepId });
    return stepId;
  };

  /** Lets Qianqing arrest the suspect through the gate. @returns what it was answered */
  const arrested = async (caseId: string): Promise<Record<string, unknown>> => {
    const stepId = await approvedStep(caseId, { ...search, kind: 'arrest', checklist: arrestChecklist });
    const report = { ...arrest, stepId, localOfficerId: 'qianqing-patrol-2' };
    return done(caseId, 'recordArrest', qianqing, report);
  };

  /** Closes a case by the consent of both deputies. */
  const closed = async (caseId: string, proposal: object): Promise<void> => {
    const { contentVersion } = await stateOf(platform, caseId);
    await done(caseId, 'proposeClosing', yaqianDeputy, { ...proposal, contentVersion });
    await done(caseId, 'consentClosing', qianqingDeputy, { contentVersion });
  };

  /** Lets the case's process take a step. */
  const step = async (caseId: string, name: string): Promise<object> => {
    const { generation, processPart } = await stateOf(platform, caseId);
    return runProcessStep(platform, { step: name, caseId, generation, processPart });
  };

  return { platform, send, on, done, read, open, joint, approvedStep, arrested, closed, step, casework };
}

/**
 * The investigations' API on an empty store with the example rosters. In memory: the store has the contract of DynamoDB's, on
 * which the process is tested.
 */
export async function investigationApi() {
  const clock = new TurnedClock();
  const platform = withSigner({ store: new MemoryStore(), clock, deployment: exampleDeployment() });
  await loadRosters(platform.store);
  return { ...investigationCalls(platform), clock };
}

/** What `investigationApi` gives. */
export type InvestigationApi = Awaited<ReturnType<typeof investigationApi>>;

/** The case as the store has it, whose status must be the one that its events tell. */
export async function stateOf(platform: Platform, caseId: string): Promise<InvestigationCase> {
  const state = await loadCase(platform, caseId, investigationCaseSchema);
  if (state === undefined) throw new Error('There is no such case.');
  const told = statusFromEvents('JI', await eventsOf(platform.store, caseId));
  if (told !== state.status) throw new Error(`The case is ${state.status}, its events say ${told}.`);
  return state;
}
