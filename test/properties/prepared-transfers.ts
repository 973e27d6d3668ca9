import { MemoryStore, type Interference } from '#test/support/memory-store.ts';
import { exampleDeployment, TurnedClock } from '#test/support/platform.ts';
import { InProcessStationSigner } from '#test/support/station-signer.ts';
import {
  holder,
  holdingPatrol,
  receivingPatrol,
  receipt,
  transferCalls,
} from '#test/functions/transfer/transfer-api.ts';

import { secondedAtHolder } from './transfer-commands.ts';

/** Steps of the process; they may come at any time, and twice. */
export const TRANSFER_STEPS = [
  'endHandover',
  'endHandover',
  'endAppointment',
  'warnChiefs',
  'tellOverdue',
  'look',
] as const;

const stages = ['preparing', 'awaitingApproval', 'approved', 'appointed', 'handingOver', 'received'] as const;

/** A transfer that stands somewhere, to be copied for each course. */
export interface PreparedTransfer {
  readonly caseId: string;
  readonly copy: (interference: Interference) => ReturnType<typeof platformOn>;
}

/**
 * Transfers at every stage of the way; two in which somebody who has an account at both stations has done the first part of what
 * takes two people; one that has been prepared, an escape from either station, and a stay in hospital.
 */
export async function preparedTransfers(): Promise<PreparedTransfer[]> {
  const signer = new InProcessStationSigner();
  const made = (prepare: (calls: ReturnType<typeof transferCalls>) => Promise<string>) =>
    preparedBy(signer, prepare);
  return Promise.all([
    ...stages.map((stage) => made(({ bringTo }) => bringTo(stage))),
    made(async ({ open, prepare }) => {
      const caseId = await open();
      await prepare(caseId);
      return caseId;
    }),
    made(async ({ bringTo, all }) => {
      const caseId = await bringTo('awaitingApproval');
      await all(caseId, [['approveTransfer', secondedAtHolder, { decision: 'approve' }]]);
      return caseId;
    }),
    made(async ({ bringTo, all }) => {
      const caseId = await bringTo('appointed');
      await all(caseId, [['releaseSuspect', secondedAtHolder]]);
      return caseId;
    }),
    made(async ({ bringTo, all }) => {
      const caseId = await bringTo('handingOver');
      await all(caseId, [['reportEscape', holder, { place: '桥下' }]]);
      return caseId;
    }),
    made(async ({ bringTo, all }) => {
      const caseId = await bringTo('appointed');
      await all(caseId, [['reportMedicalEmergency', holdingPatrol, { hospital: '中心医院' }]]);
      return caseId;
    }),
    made(async ({ bringTo, all }) => {
      const caseId = await bringTo('handingOver');
      await all(caseId, [
        ['refuseReceipt', receivingPatrol, { reason: '人证不符' }],
        ['appointHandover', holder, { at: '2027-03-01T13:00:00.000Z', place: '收费站' }],
        ['releaseSuspect', holdingPatrol],
        ['receiveSuspect', receivingPatrol, receipt],
        ['reportEscape', receivingPatrol, { place: '桥下' }],
      ]);
      return caseId;
    }),
  ]);
}

async function preparedBy(
  signer: InProcessStationSigner,
  prepare: (calls: ReturnType<typeof transferCalls>) => Promise<string>,
): Promise<PreparedTransfer> {
  const store = new MemoryStore();
  const caseId = await prepare(transferCalls(platformOn(store, signer)));
  return { caseId, copy: (interference) => platformOn(store.copy(interference), signer) };
}

const deployment = exampleDeployment();

function platformOn(store: MemoryStore, signer: InProcessStationSigner) {
  return { store, signer, clock: new TurnedClock(), deployment };
}
