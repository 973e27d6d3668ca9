import { beforeEach, describe, expect, it } from 'vitest';

import { transferCaseSchema } from '#functions/transfer/model/transfer-case.ts';
import { transferRoutes } from '#functions/transfer/routes.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { transferStatuses } from '#platform/case/case-status.ts';
import { slugOf } from '#test/functions/missing-person/case-api.ts';

import {
  fit,
  holder,
  holdingChief,
  property,
  receipt,
  receiver,
  receivingPatrol,
  requiredDocuments,
  risks,
  transferApi,
  transferNow,
  type TransferApi,
} from './transfer-api.ts';

type Operation = keyof typeof transferRoutes;
type Status = (typeof transferStatuses)[number];

/** A command as it would be right, were the case where it has to be. `byCustodian`: sent by whoever holds the suspect. */
interface Sample {
  readonly actor: OfficerActor | 'byCustodian';
  readonly json: object;
}

const order = { court: '区法院', documentNumber: '1号' };

const samples = {
  recordTransferDocuments: { actor: holder, json: { documents: requiredDocuments } },
  recordHealthCheck: { actor: 'byCustodian', json: fit },
  listProperty: { actor: holder, json: property },
  assessEscortRisks: { actor: holder, json: risks },
  recordMeasure: {
    actor: holder,
    json: { measure: 'detention', since: '2027-03-01T11:30:00.000Z', document: '2号' },
  },
  recordDuty: { actor: receiver, json: { limitId: 'family-told' } },
  recordExtension: {
    actor: holder,
    json: {
      limitId: 'arrest-request',
      extensionId: 'arrest-request-special',
      documentNumber: '3号',
      issuedAt: '2027-03-01T11:50:00.000Z',
    },
  },
  recordTravel: {
    actor: holder,
    json: { departedAt: '2027-03-01T11:10:00.000Z', arrivedAt: '2027-03-01T11:20:00.000Z' },
  },
  requestTransferApproval: { actor: holder, json: {} },
  approveTransfer: { actor: holdingChief, json: { decision: 'approve' } },
  appointHandover: { actor: receiver, json: { at: '2027-03-01T14:00:00.000Z', place: '收费站' } },
  releaseSuspect: { actor: holder, json: {} },
  receiveSuspect: { actor: receivingPatrol, json: receipt },
  refuseReceipt: { actor: receivingPatrol, json: { reason: '人证不符' } },
  reportEscape: { actor: 'byCustodian', json: { place: '桥头' } },
  recaptureSuspect: { actor: receiver, json: { place: '集镇' } },
  reportMedicalEmergency: { actor: 'byCustodian', json: { hospital: '区医院' } },
  clearMedically: { actor: 'byCustodian', json: {} },
  freeByOrder: { actor: 'byCustodian', json: order },
  cancelTransfer: { actor: holder, json: { reason: '并案' } },
  closeTransfer: { actor: receiver, json: {} },
} as const satisfies Partial<Record<Operation, Sample>>;

type Command = keyof typeof samples;
const commands = Object.keys(samples) as Command[];

const preparations: Command[] = [
  'recordTransferDocuments',
  'recordHealthCheck',
  'listProperty',
  'assessEscortRisks',
];
const clock: Command[] = ['recordMeasure', 'recordDuty', 'recordExtension', 'recordTravel'];
const mishaps: Command[] = ['reportEscape', 'reportMedicalEmergency', 'freeByOrder'];

/** What may be done where; everything else comes too early or too late. */
const allowed: Readonly<Record<Status, readonly Command[]>> = {
  preparing: [...preparations, ...clock, ...mishaps, 'requestTransferApproval', 'cancelTransfer'],
  awaitingApproval: [...preparations, ...clock, ...mishaps, 'approveTransfer', 'cancelTransfer'],
  approved: [...preparations, ...clock, ...mishaps, 'appointHandover', 'cancelTransfer'],
  appointed: [...preparations, ...clock, ...mishaps, 'appointHandover', 'releaseSuspect', 'cancelTransfer'],
  handingOver: [...clock, ...mishaps, 'receiveSuspect', 'refuseReceipt'],
  received: [...clock, ...mishaps, 'closeTransfer'],
  escaped: [...clock, 'recaptureSuspect', 'cancelTransfer'],
  hospitalised: [
    ...preparations,
    ...clock,
    'reportEscape',
    'freeByOrder',
    'clearMedically',
    'cancelTransfer',
  ],
  freed: [...clock, 'closeTransfer'],
  cancelled: [...clock, 'reportEscape', 'freeByOrder', 'closeTransfer'],
  closed: [],
};

let api: TransferApi;
beforeEach(async () => {
  api = await transferApi();
});

/** A case that stands there, with everything prepared. */
async function caseIn(status: Status): Promise<string> {
  const detours: Partial<Record<Status, readonly [Operation, OfficerActor, object][]>> = {
    escaped: [['reportEscape', holder, { place: '桥头' }]],
    hospitalised: [
      ['reportMedicalEmergency', holder, { hospital: '区医院' }],
      ['recordHealthCheck', holder, fit],
    ],
    freed: [['freeByOrder', holder, order]],
    cancelled: [['cancelTransfer', holder, { reason: '并案' }]],
    closed: [
      ['cancelTransfer', holder, { reason: '并案' }],
      ['closeTransfer', holder, {}],
    ],
  };
  const detour = detours[status];
  if (status === 'preparing' || detour !== undefined) {
    const caseId = await api.open();
    await api.prepare(caseId);
    await api.all(caseId, detour ?? []);
    return caseId;
  }
  return api.bringTo(status as Parameters<typeof api.bringTo>[0]);
}

async function attempt(caseId: string, command: Command) {
  const { actor, json } = samples[command];
  const state = await loadCase(api.platform, caseId, transferCaseSchema);
  const custodian = state?.custody.holderId === 'yaqian' ? receiver : holder;
  return api.on(caseId, command, actor === 'byCustodian' ? custodian : actor, json);
}

describe('a transfer', () => {
  it('has a sample here of each of its commands', () => {
    const changing = Object.values(transferRoutes).filter(({ changes }) => changes);
    const opened = changing.map(({ operationId }) => operationId).filter((id) => id !== 'openTransfer');
    expect(commands.toSorted()).toEqual(opened.toSorted());
  });

  it.each(transferStatuses)(
    'that is %s refuses what comes too early or too late, and stays as it is',
    async (status) => {
      const caseId = await caseIn(status);
      const before = await transferNow(api.platform, caseId);

      const refused = commands.filter((command) => !allowed[status].includes(command));
      const answers: [Command, string][] = [];
      for (const command of refused) answers.push([command, slugOf(await attempt(caseId, command))]);

      const reasons = ['wrong-status', 'not-the-custodian'];
      expect(answers.filter(([, slug]) => !reasons.includes(slug))).toEqual([]);
      expect(await transferNow(api.platform, caseId)).toEqual(before);
    },
  );

  it.each(transferStatuses.flatMap((status) => allowed[status].map((command) => [status, command] as const)))(
    'that is %s takes %s',
    async (status, command) => {
      const caseId = await caseIn(status);

      const answer = await attempt(caseId, command);

      expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
      await transferNow(api.platform, caseId);
    },
  );
});
