import * as z from 'zod';

import { actorRecordSchema } from '#platform/actor/actor.ts';

import type { CaseKind, CaseStatus } from './case-status.ts';

/**
 * One entry of a case's timeline. `sequence` equals the case's version after the command, so the timeline is dense.
 * `data` is the event's own, checked where it is made (each capability types its events).
 */
export const caseEventSchema = z.object({
  caseId: z.string(),
  sequence: z.int().min(1),
  type: z.string(),
  at: z.iso.datetime(),
  by: actorRecordSchema,
  generation: z.int().min(1),
  data: z.record(z.string(), z.unknown()),
});

/** One entry of a case's timeline. */
export type CaseEvent = z.infer<typeof caseEventSchema>;

/** The status after an event of some type; a function where it depends on what the event says. */
type StatusAfter = CaseStatus | ((data: CaseEvent['data']) => CaseStatus | undefined);

/** A change of what the chiefs were asked to approve, or have approved, begins anew. */
function preparingIfVoided({ approvalsVoided }: CaseEvent['data']): CaseStatus | undefined {
  return approvalsVoided === true ? 'preparing' : undefined;
}

/** After an escape or a stay in hospital it depends on which station holds the suspect. */
function backWithCustodian({ transferDone }: CaseEvent['data']): CaseStatus {
  return transferDone === true ? 'received' : 'preparing';
}

/** A suspended investigation goes on where it can: without the other station's consent cooperation has to be requested. */
function resumedAs(data: CaseEvent['data']): CaseStatus {
  return data['status'] === 'opened' ? 'opened' : 'investigating';
}

/** Events of each kind that change where a case stands; all others leave the status alone. */
const statusAfter: Readonly<Record<CaseKind, Readonly<Record<string, StatusAfter>>>> = {
  MP: {
    opened: 'searching',
    reopened: 'searching',
    found: 'found',
    reunited: 'reunited',
    withdrawn: 'withdrawn',
    closed: 'closed',
  },
  JI: {
    opened: 'opened',
    cooperationRequested: 'requested',
    moreAsked: 'moreAsked',
    cooperationDeclined: 'declined',
    cooperationAccepted: 'investigating',
    located: 'located',
    locationLost: 'investigating',
    arrested: 'arrested',
    closed: 'closed',
    resumed: resumedAs,
  },
  ST: {
    opened: 'preparing',
    documentsRecorded: preparingIfVoided,
    healthChecked: preparingIfVoided,
    propertyListed: preparingIfVoided,
    escortRisksAssessed: preparingIfVoided,
    approvalRequested: 'awaitingApproval',
    approved: 'approved',
    approvalRefused: 'preparing',
    appointed: 'appointed',
    appointmentMissed: 'approved',
    released: 'handingOver',
    received: 'received',
    receiptRefused: 'approved',
    handoverTimedOut: 'approved',
    escaped: 'escaped',
    recaptured: backWithCustodian,
    medicalEmergency: 'hospitalised',
    medicallyCleared: backWithCustodian,
    freed: 'freed',
    cancelled: 'cancelled',
    closed: 'closed',
  },
  RH: { opened: 'verifying', confirmed: 'closed', refuted: 'closed', withdrawn: 'closed' },
};

/** The status that a case's events say it has; the case's own status must equal it. */
export function statusFromEvents(
  kind: CaseKind,
  events: readonly Pick<CaseEvent, 'type' | 'data'>[],
): CaseStatus | undefined {
  return events.reduce<CaseStatus | undefined>((status, { type, data }) => {
    const after = statusAfter[kind][type];
    return (typeof after === 'function' ? after(data) : after) ?? status;
  }, undefined);
}
