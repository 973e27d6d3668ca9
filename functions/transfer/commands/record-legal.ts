import { requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import type { LegalLimits } from '#platform/deployment/legal-limits.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { requirePast } from '#platform/command/require-past.ts';
import { custodyClock, type CustodyDeadline } from '#functions/transfer/clock/custody-clock.ts';
import { isDuty } from '#functions/transfer/clock/limits-running.ts';
import type { LegalState } from '#functions/transfer/model/legal-basis.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';
import type {
  DutyRequest,
  ExtensionRequest,
  MeasureRequest,
  TravelRequest,
} from '#functions/transfer/requests/legal.ts';

import { changeTransfer, type TransferChange } from './transfer-change.ts';

/** So many journeys, duties and extensions a case keeps, and so many measures. */
const MOST_ENTRIES = 50;
const MOST_MEASURES = 20;

/**
 * Records that another measure took the place of the one in force: its limits take the place of the earlier ones.
 * @throws InvalidRequestError when it lies in the future, or before the measure in whose place it comes
 */
export function recordMeasure(
  platform: Platform,
  command: OfficerCommand,
  measure: MeasureRequest,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.recordLegal', command, (state, at) => {
    requirePast('since', measure.since, at);
    const newest = state.legal.measures.at(-1)?.since ?? state.legal.deprivedOfLibertyAt;
    refuseBefore('since', measure.since, newest, 'is before the measure in whose place it comes');
    const measures = added(state.legal.measures, measure, MOST_MEASURES);
    return legalChange(state, 'measureChanged', { measures }, measure);
  });
}

/**
 * Records that the duty of a limit was done, such as telling the family. The reply says whether the limit is met by it: not
 * if it was done before its time began, or its measure is not in force.
 * @throws InvalidRequestError when there is no such limit, or one that no duty ends but a release or another measure
 */
export function recordDuty(platform: Platform, command: OfficerCommand, duty: DutyRequest): Promise<Reply> {
  if (!isDuty(limitOf(platform.deployment.legalLimits, duty.limitId)))
    throw new InvalidRequestError([
      { field: 'limitId', message: 'is no duty: the limit ends with a release or another measure' },
    ]);
  return changeTransfer(platform, 'transfer.recordLegal', command, (state, at) => {
    requirePast('at', duty.at, at);
    const done = { ...duty, at: duty.at ?? at.toISOString() };
    refuseBefore('at', done.at, state.legal.deprivedOfLibertyAt, 'is before the loss of liberty');
    const duties = added(state.legal.duties, done, MOST_ENTRIES);
    const change = legalChange(state, 'dutyDone', { duties }, done);
    const deadline = bindingDeadlineOf(platform, change.next, duty.limitId);
    return { ...change, answer: { met: deadline?.met?.by === 'duty' } };
  });
}

/**
 * Records an extension of a limit, by its document. The reply says whether it counts, and when the limit is over now: a
 * document that was issued before the limit began, or when it was over, lengthens nothing.
 * @throws InvalidRequestError when the limit or its extension does not exist, or the document is of the future
 */
export function recordExtension(
  platform: Platform,
  command: OfficerCommand,
  extension: ExtensionRequest,
): Promise<Reply> {
  const { extensions: possible } = limitOf(platform.deployment.legalLimits, extension.limitId);
  if (!possible.some(({ id }) => id === extension.extensionId)) {
    const ids = possible.map(({ id }) => id).join(', ');
    const message = ids === '' ? 'this limit cannot be extended' : `must be one of ${ids}`;
    throw new InvalidRequestError([{ field: 'extensionId', message }]);
  }
  return changeTransfer(platform, 'transfer.recordLegal', command, (state, at) => {
    requirePast('issuedAt', extension.issuedAt, at);
    refuseBefore(
      'issuedAt',
      extension.issuedAt,
      state.legal.deprivedOfLibertyAt,
      'is before the loss of liberty',
    );
    const extensions = added(state.legal.extensions, extension, MOST_ENTRIES);
    const change = legalChange(state, 'limitExtended', { extensions }, extension);
    const deadline = bindingDeadlineOf(platform, change.next, extension.limitId);
    const extended = deadline?.extension?.documentNumber === extension.documentNumber;
    return { ...change, answer: { extended, dueAt: deadline?.dueAt } };
  });
}

/** Records time on the way between the places, which one reading of the law leaves out. */
export function recordTravel(
  platform: Platform,
  command: OfficerCommand,
  journey: TravelRequest,
): Promise<Reply> {
  return changeTransfer(platform, 'transfer.recordLegal', command, (state, at) => {
    requirePast('arrivedAt', journey.arrivedAt, at);
    refuseBefore(
      'departedAt',
      journey.departedAt,
      state.legal.deprivedOfLibertyAt,
      'is before the loss of liberty',
    );
    refuseBefore('arrivedAt', journey.arrivedAt, journey.departedAt, 'is before the departure');
    const travel = added(state.legal.travel, journey, MOST_ENTRIES);
    return legalChange(state, 'travelRecorded', { travel }, journey);
  });
}

/** Everything that happened in time may be written down until the case is closed, also after the person is held no more. */
function legalChange(
  state: TransferCase,
  type: string,
  change: Partial<LegalState>,
  data: Readonly<Record<string, unknown>>,
): TransferChange {
  requireStatus(
    state,
    'preparing',
    'awaitingApproval',
    'approved',
    'appointed',
    'handingOver',
    'received',
    'escaped',
    'hospitalised',
    'freed',
    'cancelled',
  );
  return { next: { ...state, legal: { ...state.legal, ...change } }, event: { type, data } };
}

function bindingDeadlineOf(
  { deployment: { legalLimits } }: Platform,
  { legal }: TransferCase,
  limitId: string,
): CustodyDeadline | undefined {
  return custodyClock(legalLimits, legal).find((each) => each.limitId === limitId && each.binding);
}

function limitOf({ limits }: LegalLimits, limitId: string): LegalLimits['limits'][number] {
  const limit = limits.find(({ id }) => id === limitId);
  if (limit !== undefined) return limit;
  const message = `must be one of ${limits.map(({ id }) => id).join(', ')}`;
  throw new InvalidRequestError([{ field: 'limitId', message }]);
}

function added<T>(entries: readonly T[], entry: T, most: number): T[] {
  if (entries.length >= most)
    throw new ConflictError('too-many-entries', `A case keeps ${most} entries of this kind.`);
  return [...entries, entry];
}

function refuseBefore(field: string, time: string, earliest: string, message: string): void {
  if (Date.parse(time) < Date.parse(earliest)) throw new InvalidRequestError([{ field, message }]);
}
