import * as z from 'zod';

import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';
import { custodyExport } from '#functions/transfer/custody/custody-export.ts';
import { transferHandlers } from '#functions/transfer/handlers.ts';
import { transferCaseSchema, type TransferCase } from '#functions/transfer/model/transfer-case.ts';
import { runProcessStep } from '#functions/transfer/process/process-steps.ts';
import { transferRoutes } from '#functions/transfer/routes.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { anyCaseSchema } from '#platform/case/case.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { statusFromEvents } from '#platform/case/case-event.ts';
import { eventsOf } from '#test/functions/missing-person/scene.ts';
import { apiCaller, type ApiAnswer, type ApiCall } from '#test/functions/platform/http/api-call.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { exampleDeployment, officer, TurnedClock } from '#test/support/platform.ts';
import { InProcessStationSigner } from '#test/support/station-signer.ts';

/** The holding station's desk, patrol and chief; the receiving station's; the superior's liaison; a station elsewhere. */
export const holder = officer('qianqing', 'dutyOfficer');
export const holdingPatrol = officer('qianqing', 'patrolOfficer');
export const holdingChief = officer('qianqing', 'chief');
export const receiver = officer('yaqian', 'dutyOfficer');
export const receivingPatrol = officer('yaqian', 'patrolOfficer');
export const receivingChief = officer('yaqian', 'chief');
export const liaison = officer('liaison-centre', 'liaison');
export const stranger = officer('north-bank', 'chief');

/** An hour of the tests' clock, which begins at noon UTC. */
export const HOUR = 3600;

/** A suspect detained an hour before the tests begin. */
export const opening = {
  suspect: { name: '邵无名', sex: 'male', description: '左手有疤，黑色外套' },
  legalGrounds: { text: '涉嫌盗窃', documentNumber: '萧公（衙）立字〔2027〕31号' },
  measure: 'detention',
  measureDocument: '绍公（钱）拘字〔2027〕9号',
  deprivedOfLibertyAt: '2027-03-01T11:00:00.000Z',
};

/** The documents without which the chiefs cannot be asked, as the example deployment has them. */
export const requiredDocuments = [
  'cooperation-letter',
  'measure-decision',
  'identity-document',
  'capture-record',
  'health-record',
  'property-list',
].map((documentId, index) => ({ documentId, number: `文〔2027〕${index + 1}号` }));

export const fit = { by: '钱清卫生院', condition: 'fit', findings: '无外伤' };
export const property = {
  items: [
    { itemId: 'P1', description: '手机', quantity: 1, sealed: true },
    { itemId: 'P2', description: '现金', quantity: 3, sealed: true },
  ],
};
export const risks = { level: 'medium', notes: '曾试图逃跑' };
/** A receipt by which everything is as it was told. */
export const receipt = {
  health: { decision: 'confirmed' },
  property: [
    { itemId: 'P1', decision: 'confirmed' },
    { itemId: 'P2', decision: 'confirmed' },
  ],
};

type Operation = keyof typeof transferRoutes;
let keys = 0;

/** The platform with keys of the stations in this process. */
export function withSigner<P extends object>(platform: P): P & { readonly signer: InProcessStationSigner } {
  return Object.assign(platform, { signer: new InProcessStationSigner() });
}

/** The transfers' API on a platform. */
export function transferCalls(platform: TransferPlatform) {
  const call = apiCaller(platform, transferRoutes, transferHandlers(platform));

  /** Sends a request of an officer with a key of its own. */
  const send = (operation: Operation, actor: OfficerActor, request: ApiCall = {}): Promise<ApiAnswer> => {
    keys += 1;
    const headers = { 'idempotency-key': `transfer-request-${keys}`, ...request.headers };
    return call(operation, { actor, ...request, headers });
  };

  /** Sends a request about a case on its present version. */
  const on = async (
    caseId: string,
    operation: Operation,
    actor: OfficerActor,
    json: object = {},
  ): Promise<ApiAnswer> => {
    const found = await loadCase(platform, caseId, anyCaseSchema);
    const reads = transferRoutes[operation].method === 'GET';
    const headers = { 'if-match': `"${found?.version}"` };
    return send(operation, actor, { parameters: { caseId }, ...(reads ? {} : { json, headers }) });
  };

  /** Opens a transfer by the holding desk. @returns its id */
  const open = async (change: object = {}, actor = holder): Promise<string> => {
    const answer = await send('openTransfer', actor, { json: { ...opening, ...change } });
    if (answer.status !== 201) throw new Error(`The transfer was not opened: ${answer.text}`);
    return z.object({ caseId: z.string() }).parse(answer.body).caseId;
  };

  const all = async (caseId: string, steps: readonly [Operation, OfficerActor, object?][]) => {
    for (const [operation, actor, json] of steps) {
      const answer = await on(caseId, operation, actor, json);
      if (answer.status !== 200) throw new Error(`${operation} was refused: ${answer.text}`);
    }
  };

  const prepare = (caseId: string) =>
    all(caseId, [
      ['recordTransferDocuments', holder, { documents: requiredDocuments }],
      ['recordHealthCheck', holdingPatrol, fit],
      ['listProperty', holdingPatrol, property],
      ['assessEscortRisks', holder, risks],
    ]);
  const approveByBoth = (caseId: string) =>
    all(caseId, [
      ['requestTransferApproval', holder],
      ['approveTransfer', holdingChief, { decision: 'approve' }],
      ['approveTransfer', receivingChief, { decision: 'approve' }],
    ]);
  const appoint = (caseId: string, inSeconds = HOUR) =>
    all(caseId, [
      [
        'appointHandover',
        receiver,
        {
          at: new Date(platform.clock.now().getTime() + inSeconds * 1000).toISOString(),
          place: '104国道收费站',
        },
      ],
    ]);

  /** Brings a new case to where it stands before the receipt, or before an earlier stage. */
  const bringTo = async (
    stage: 'preparing' | 'awaitingApproval' | 'approved' | 'appointed' | 'handingOver' | 'received',
    change: object = {},
  ): Promise<string> => {
    const caseId = await open(change);
    if (stage === 'preparing') return caseId;
    await prepare(caseId);
    if (stage === 'awaitingApproval') {
      await all(caseId, [['requestTransferApproval', holder]]);
      return caseId;
    }
    await approveByBoth(caseId);
    if (stage === 'approved') return caseId;
    await appoint(caseId);
    if (stage === 'appointed') return caseId;
    await all(caseId, [['releaseSuspect', holdingPatrol]]);
    if (stage === 'handingOver') return caseId;
    await all(caseId, [['receiveSuspect', receivingPatrol, receipt]]);
    return caseId;
  };

  /** Lets the case's process take a step. */
  const step = async (caseId: string, name: string): Promise<object> => {
    const { generation, processPart } = await transferNow(platform, caseId);
    return runProcessStep(platform, { step: name, caseId, generation, processPart });
  };

  return { platform, send, on, all, open, prepare, approveByBoth, appoint, bringTo, step };
}

/** The transfers' API on an empty store. */
export async function transferApi() {
  const store = new MemoryStore();
  const platform = withSigner({ store, clock: new TurnedClock(), deployment: exampleDeployment() });
  return { ...transferCalls(platform), platform };
}

/** What `transferApi` gives. */
export type TransferApi = Awaited<ReturnType<typeof transferApi>>;

/** The case as the store has it, whose status must be the one that its events tell, and whose chain must verify. */
export async function transferNow(platform: TransferPlatform, caseId: string): Promise<TransferCase> {
  const state = await loadCase(platform, caseId, transferCaseSchema);
  if (state === undefined) throw new Error('There is no such case.');
  const told = statusFromEvents('ST', await eventsOf(platform.store, caseId));
  if (told !== state.status) throw new Error(`The case is ${state.status}, its events say ${told}.`);
  const exported = await custodyExport(platform, caseId);
  const faults = verifyCustody(exported);
  if (faults.length > 0) throw new Error(`The chain does not verify: ${JSON.stringify(faults)}`);
  const newest = exported.entries.at(-1);
  if (newest?.hash !== state.custody.head) throw new Error('The case does not have the head of its chain.');
  return state;
}

/** The types of the entries of a custody chain, in order. */
export async function chainOf(platform: TransferPlatform, caseId: string): Promise<string[]> {
  return (await custodyExport(platform, caseId)).entries.map(({ facts }) => facts.type);
}
