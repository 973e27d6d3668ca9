import * as z from 'zod';

import { custodianSchema, type Custodian, type CustodyEvent, type CustodyFacts } from './custody-facts.ts';

const HAPPENED_LATER = 'it is said to have happened later than it was recorded';

/** Where the custody of a person stands after an entry of their chain. Times are RFC 3339 UTC. */
export const custodyCourseSchema = z.object({
  custodian: custodianSchema,
  /** The station that holds the person, or held them last; its key signs what a process records. */
  holderId: z.string(),
  /** The two stations between which custody may move. */
  stationIds: z.tuple([z.string(), z.string()]),
  /** When the newest entry was made. */
  at: z.iso.datetime(),
  /** A release that has neither been received nor ended otherwise. */
  handover: z
    .object({ releasedBy: z.string(), toStationId: z.string(), endsAt: z.iso.datetime() })
    .optional(),
});

/** Where the custody of a person stands. */
export type CustodyCourse = z.infer<typeof custodyCourseSchema>;

/** A course that the rules of custody allow, or why they do not allow the entry. */
export type NextCourse = { readonly course: CustodyCourse } | { readonly fault: string };

/**
 * The rules of custody, for whoever writes a chain and for whoever verifies one: a person has one custodian at every
 * instant, or a recorded none; custody moves only by a release and, in time, a receipt by a different officer of the
 * other station; on refusal and timeout it stays where it was; an escape, an emergency and a release by order are for the
 * station to say that holds the person; who was freed is held no more.
 * @param before undefined before the first entry
 */
export function nextCourse(before: CustodyCourse | undefined, event: CustodyEvent): NextCourse {
  if (before === undefined) return firstCourse(event);
  const fault = faultOfTime(before, event) ?? faultOfStation(before, event) ?? faultOfStep(before, event);
  if (fault !== undefined) return { fault };
  const custodian = custodianAfter(before.custodian, event);
  return {
    course: {
      custodian,
      holderId: custodian.kind === 'station' ? custodian.stationId : before.holderId,
      stationIds: before.stationIds,
      at: event.at,
      ...(event.type === 'released'
        ? {
            handover: {
              releasedBy: event.by.officerId,
              toStationId: event.toStationId,
              endsAt: event.endsAt,
            },
          }
        : {}),
    },
  };
}

/** The station whose key signs an entry: the acting officer's, or for a process the one that holds or held last. */
export function signingStation(before: CustodyCourse | undefined, by: CustodyFacts['by']): string {
  if (by.kind === 'officer') return by.stationId;
  if (before === undefined) throw new Error('A process cannot take anybody into custody.');
  return before.holderId;
}

function firstCourse(event: CustodyEvent): NextCourse {
  if (event.type !== 'takenIntoCustody') return { fault: 'a chain begins with "takenIntoCustody"' };
  const { stationId } = event.by;
  if (event.receivingStationId === stationId) return { fault: 'a station cannot hand over to itself' };
  if (isAfter(event.happenedAt, event.at)) return { fault: HAPPENED_LATER };
  return {
    course: {
      custodian: { kind: 'station', stationId },
      holderId: stationId,
      stationIds: [stationId, event.receivingStationId],
      at: event.at,
    },
  };
}

function faultOfTime(before: CustodyCourse, event: CustodyEvent): string | undefined {
  if (isAfter(before.at, event.at)) return 'it is earlier than the entry before it';
  return 'happenedAt' in event && isAfter(event.happenedAt, event.at) ? HAPPENED_LATER : undefined;
}

function faultOfStation({ stationIds }: CustodyCourse, { by }: CustodyEvent): string | undefined {
  if (by.kind === 'system' || stationIds.includes(by.stationId)) return undefined;
  return `${by.stationId} is neither of the two stations`;
}

function faultOfStep(before: CustodyCourse, event: CustodyEvent): string | undefined {
  const { custodian, handover } = before;
  switch (event.type) {
    case 'takenIntoCustody':
      return 'only the first entry takes into custody';
    case 'released':
      return faultOfRelease(before, event);
    case 'received':
    case 'receiptRefused':
    case 'handoverTimedOut':
      return handover === undefined ? 'no handover is under way' : faultOfHandoverEnd(handover, event);
    case 'recaptured':
      return custodian.kind === 'none' && custodian.reason === 'escaped' ? undefined : 'nobody is at large';
    case 'freed':
    case 'escaped':
    case 'medicalEmergency':
    case 'medicalCleared':
      return faultOfTeller(custodian, event.by.stationId);
  }
}

function faultOfTeller(custodian: Custodian, stationId: string): string | undefined {
  if (custodian.kind !== 'station') return 'nobody holds the person';
  return custodian.stationId === stationId ? undefined : 'only the station that holds the person can say so';
}

function faultOfRelease(
  { custodian, handover, stationIds }: CustodyCourse,
  { by, toStationId, endsAt, at }: Extract<CustodyEvent, { type: 'released' }>,
): string | undefined {
  const fault = faultOfTeller(custodian, by.stationId);
  if (fault !== undefined) return fault;
  if (handover !== undefined) return 'a handover is under way already';
  if (toStationId === by.stationId || !stationIds.includes(toStationId))
    return 'custody moves between the two stations only';
  return isAfter(endsAt, at) ? undefined : 'the time for the receipt is over before it begins';
}

function faultOfHandoverEnd(
  handover: NonNullable<CustodyCourse['handover']>,
  event: Extract<CustodyEvent, { type: 'received' | 'receiptRefused' | 'handoverTimedOut' }>,
): string | undefined {
  if (event.type === 'handoverTimedOut')
    return isAfter(handover.endsAt, event.at) ? 'the time for the receipt is not over yet' : undefined;
  if (event.by.stationId !== handover.toStationId)
    return 'only the station to which the person was released can answer';
  if (event.type === 'receiptRefused') return undefined;
  if (event.by.officerId === handover.releasedBy) return 'the officer who released cannot receive';
  return isAfter(event.at, handover.endsAt) ? 'the time for the receipt was over' : undefined;
}

function custodianAfter(before: Custodian, event: CustodyEvent): Custodian {
  switch (event.type) {
    case 'takenIntoCustody':
    case 'received':
    case 'recaptured':
      return { kind: 'station', stationId: event.by.stationId };
    case 'escaped':
      return { kind: 'none', reason: 'escaped' };
    case 'freed':
      return { kind: 'none', reason: 'released' };
    case 'released':
    case 'receiptRefused':
    case 'handoverTimedOut':
    case 'medicalEmergency':
    case 'medicalCleared':
      return before;
  }
}

/** Whether one time is after another; they may be written with seconds or with fractions of them. */
function isAfter(time: string, other: string): boolean {
  return Date.parse(time) > Date.parse(other);
}
