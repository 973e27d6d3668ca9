import type { transferRoutes } from '#functions/transfer/routes.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { addSeconds } from '#platform/clock.ts';
import {
  fit,
  holder,
  holdingChief,
  holdingPatrol,
  liaison,
  property,
  receipt,
  receiver,
  receivingChief,
  receivingPatrol,
  requiredDocuments,
  risks,
  stranger,
} from '#test/functions/transfer/transfer-api.ts';

import type { Command } from './play-course.ts';

/** Operations that change a transfer. */
export type TransferOperation = Exclude<
  keyof typeof transferRoutes,
  'openTransfer' | 'readTransfer' | 'readCustody' | 'readCustodyHeads' | 'readTransferReport'
>;

/** One person who has an account at each of the stations: what takes two people must not be done by them alone. */
const onBothSides = (['qianqing', 'yaqian'] as const).map((stationId): OfficerActor => ({
  kind: 'officer',
  officerId: 'seconded',
  stationId,
  roles: ['dutyOfficer', 'patrolOfficer', 'chief'],
}));
export const [secondedAtHolder = holder, secondedAtReceiver = receiver] = onBothSides;

/** Everybody who gives commands, right or wrong. */
export const officersOfTransfer: readonly OfficerActor[] = [
  holder,
  holdingPatrol,
  holdingChief,
  receiver,
  receivingPatrol,
  receivingChief,
  ...onBothSides,
  liaison,
  stranger,
];

/** A command of every kind, with its content. */
export function everyTransferCommand(now: Date): Command<TransferOperation>[] {
  const at = (seconds: number) => addSeconds(now, seconds).toISOString();
  const command = (operation: TransferOperation, json: object, actor = holder) => ({
    operation,
    json,
    actor,
  });
  return [
    command('recordTransferDocuments', { documents: requiredDocuments }),
    command('recordHealthCheck', { ...fit, at: at(0) }),
    command('listProperty', { items: property.items.slice(0, 1), struckItemIds: ['P2'] }),
    command('listProperty', property),
    command('assessEscortRisks', risks),
    command('recordMeasure', { measure: 'arrest', since: at(0), document: '捕1号' }),
    command('recordDuty', { limitId: 'family-told' }),
    command('recordExtension', {
      limitId: 'arrest-request',
      extensionId: 'arrest-request-special',
      documentNumber: '延1号',
      issuedAt: at(0),
    }),
    command('recordTravel', { departedAt: at(-600), arrivedAt: at(0) }),
    command('requestTransferApproval', {}),
    command('approveTransfer', { decision: 'approve' }, holdingChief),
    command('approveTransfer', { decision: 'refuse', reason: '材料不全' }, receivingChief),
    command('appointHandover', { at: at(1_800), place: '收费站' }),
    command('releaseSuspect', {}, holdingPatrol),
    command('receiveSuspect', receipt, receivingPatrol),
    command(
      'receiveSuspect',
      { health: { decision: 'objected', objection: '有外伤' }, property: receipt.property.slice(0, 1) },
      receivingPatrol,
    ),
    command('refuseReceipt', { reason: '人证不符' }, receivingPatrol),
    command('reportEscape', { place: '桥下' }),
    command('recaptureSuspect', { place: '车站' }, receiver),
    command('reportMedicalEmergency', { hospital: '中心医院' }),
    command('clearMedically', {}),
    command('freeByOrder', { court: '基层法院', documentNumber: '放1号' }),
    command('cancelTransfer', { reason: '撤回' }),
    command('closeTransfer', {}),
  ];
}

/** Officers by whom a command would be given, beside the ones above. */
const others: Partial<Record<TransferOperation, readonly OfficerActor[]>> = {
  approveTransfer: [holdingChief, receivingChief, secondedAtHolder, secondedAtReceiver],
  releaseSuspect: [holdingPatrol, secondedAtHolder],
  receiveSuspect: [receivingPatrol, secondedAtReceiver],
  recaptureSuspect: [holder, receiver],
  closeTransfer: [holder, receiver],
  clearMedically: [holder, receiver],
};

/** What leads on from each status; the more often it stands there, the more often it is done. */
const leadsOn: Readonly<Record<string, readonly TransferOperation[]>> = {
  preparing: [
    'recordTransferDocuments',
    'recordHealthCheck',
    'listProperty',
    'assessEscortRisks',
    'requestTransferApproval',
    'requestTransferApproval',
    'requestTransferApproval',
  ],
  awaitingApproval: ['approveTransfer'],
  approved: ['appointHandover', 'appointHandover', 'cancelTransfer', 'reportMedicalEmergency'],
  appointed: ['releaseSuspect', 'releaseSuspect', 'appointHandover'],
  handingOver: [
    'receiveSuspect',
    'receiveSuspect',
    'receiveSuspect',
    'refuseReceipt',
    'reportEscape',
    'reportMedicalEmergency',
  ],
  escaped: ['recaptureSuspect'],
  hospitalised: ['recordHealthCheck', 'clearMedically'],
  received: ['closeTransfer', 'reportEscape'],
  freed: ['closeTransfer'],
  cancelled: ['closeTransfer'],
  closed: ['closeTransfer'],
};

/** What those who do their duty would do next. */
export function nextTransferCommands(status: string, now: Date): Command<TransferOperation>[] {
  const all = everyTransferCommand(now);
  return (leadsOn[status] ?? []).flatMap((operation) =>
    all
      .filter((command) => command.operation === operation)
      .flatMap((command) =>
        (others[operation] ?? [command.actor]).map((actor) => Object.assign({}, command, { actor })),
      ),
  );
}
