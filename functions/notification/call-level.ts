import { anyCaseSchema } from '#platform/case/case.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import type { Delivery, Leg } from '#platform/notification/notification.ts';

import { attempt } from './attempt.ts';
import { claimWrites, createDeliveryWrite, newDelivery, smsDraft, type Claim } from './claim.ts';
import { deliveryFailedEvent } from './delivery-outcome.ts';
import { changeLegWrite, loadLeg, type LegIds, type LegView, type NotificationPorts } from './leg-view.ts';
import { nextLegStep, timersAfterCall, type LevelCall } from './next-leg-step.ts';
import { publishClaims } from './publish-claims.ts';
import { addresseesOf, legLadder, type Addressees } from './recipients.ts';
import { settleClaims } from './settle-claims.ts';

/** The steps that call a level of the ladder. */
export type CallStep = LevelCall['step'];

/**
 * Officers that one call reaches at most: a delivery and a link each, beside case and notification, in one transaction
 * of 100 items. A role shared by more people at one moment is no duty roster.
 */
const MOST_CALLED_AT_ONCE = 45;

const purposes: Readonly<Record<CallStep, Delivery['purpose']>> = {
  callFirstLevel: 'first',
  climb: 'first',
  remind: 'reminder',
  repeatLastLevel: 'repeat',
};

/** A call that is due now. */
interface DueCall {
  readonly step: CallStep;
  readonly level: number;
  readonly view: LegView;
  readonly addressees: Addressees;
  /** Deliveries up to this number have their outcome. */
  readonly settled: number;
}

/**
 * Calls every officer who holds the level that is due, by SMS, and moves the leg on. Does nothing when `step` is not
 * (or no longer) due. A level that nobody holds becomes an event of the case.
 * @throws BusyError when other writers kept winning
 */
export async function callLevel(ports: NotificationPorts, ids: LegIds, step: CallStep): Promise<void> {
  const claimedAt = ports.elapsed();
  const claims = await attempt(async () => {
    const at = ports.clock.now();
    const call = await dueCall(ports, await loadLeg(ports, ids), step, at);
    if (call === undefined) return [];
    return call.addressees.recipients.length === 0 ? 'nobody' : claimCall(ports, call, at);
  });
  if (claims === 'nobody') await recordNobody(ports, ids, step);
  else await publishClaims(ports, ids, claims, claimedAt);
}

async function dueCall(
  ports: NotificationPorts,
  view: LegView,
  step: CallStep,
  at: Date,
): Promise<DueCall | undefined> {
  const { settled, heard } = await settleClaims(ports, view, at);
  const levels = legLadder(ports.deployment, view.notification.body, view.ids.stationId).length;
  const next = nextLegStep(view.state, view.notification.body, view.leg, { levels, heard }, at);
  if (next.do !== step) return undefined;
  const addressees = await addresseesOf(ports, view, next.level, at);
  return { step, level: next.level, view, addressees, settled };
}

async function claimCall(ports: NotificationPorts, call: DueCall, at: Date): Promise<readonly Claim[]> {
  const { view, addressees, level, step, settled } = call;
  const particulars = { purpose: purposes[step], level, role: addressees.role };
  const drafts = addressees.recipients
    .slice(0, MOST_CALLED_AT_ONCE)
    .map((recipient, index) => smsDraft(ports, view, recipient, particulars, index, at));
  await ports.store.transact(claimWrites(view, { ...legAfter(ports, call, at), settled }, drafts));
  return drafts;
}

/** Writes down that nobody holds the level that is due, as an event of the case, and moves the leg on. */
async function recordNobody(ports: NotificationPorts, ids: LegIds, step: CallStep): Promise<void> {
  await runCaseCommand(ports, {
    schema: anyCaseSchema,
    caseId: ids.caseId,
    actor: { kind: 'system', process: 'notify' },
    action: 'process.recordDelivery',
    decide: async (state, at) => {
      const call = await dueCall(ports, { ...(await loadLeg(ports, ids)), state }, step, at);
      if (call === undefined || call.addressees.recipients.length > 0) return undefined;
      const { view, addressees, level, settled } = call;
      const delivery = newDelivery(view, 0, at, {
        channel: 'sms',
        purpose: purposes[step],
        level,
        outcome: 'noRecipient',
        outcomeAt: at.toISOString(),
        ...(addressees.role === undefined ? {} : { role: addressees.role }),
      });
      const deliveries = view.leg.deliveries + 1;
      // It has its outcome from the start; an unmanned level that repeats for days must not be read again each time.
      const allSettled = settled === view.leg.deliveries;
      const change = {
        ...legAfter(ports, call, at),
        deliveries,
        settled: allSettled ? deliveries : settled,
      };
      return {
        next: state,
        event: deliveryFailedEvent(delivery),
        writes: [changeLegWrite(view, change), createDeliveryWrite(view, delivery, 0)],
        reply: { status: 200, body: {} },
      };
    },
  });
}

/** Where the leg stands after the call. */
function legAfter(
  ports: NotificationPorts,
  { step, level, view, addressees }: DueCall,
  at: Date,
): Partial<Leg> {
  const { leg, ids, notification, state } = view;
  const ladder = legLadder(ports.deployment, notification.body, ids.stationId);
  const call: LevelCall = {
    step,
    reached: addressees.recipients.length > 0,
    isLastLevel: level === ladder.length - 1,
    // The case's present severity: it may have risen since the notification was opened.
    limitSeconds: ladder[level]?.limitSeconds[state.severity] ?? 0,
  };
  const { remindAt, limitAt } = timersAfterCall(notification.body, leg, call, at);
  const round = roundAfter(step, leg);
  return { level, round, remindAt, limitAt };
}

function roundAfter(step: CallStep, leg: Leg): number {
  if (step === 'remind') return leg.round;
  return step === 'repeatLastLevel' ? leg.round + 1 : 1;
}
