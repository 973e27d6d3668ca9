import { startProcessEffect } from '#functions/process/process-machine.ts';
import { likelyDuplicates, type OpenCase } from '#functions/missing-person/search/likely-duplicate.ts';
import type { SearchSettings } from '#functions/missing-person/search/search-profile.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { authorizeAtStation } from '#platform/authorization/authorize.ts';
import { openCase } from '#platform/case/case-command.ts';
import { addSeconds } from '#platform/clock.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { requireReply } from '#platform/command/run-command.ts';
import type { Deployment, Partnership } from '#platform/deployment/deployment.ts';
import { partnershipOfStation } from '#platform/deployment/partnership-of-station.ts';
import { ConflictError } from '#platform/errors.ts';
import { newCaseId } from '#platform/ids.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { Details } from '#functions/missing-person/model/person-details.ts';
import type { SearchPlatform } from '#functions/missing-person/search-platform.ts';
import { decisionOf, notifying, stationsOf } from '#platform/case/case-change.ts';
import type { Intake } from '#functions/missing-person/requests/intake.ts';
import { requirePast } from '#platform/command/require-past.ts';

import type { CaseChange } from './case-change.ts';
import { openCases, type OpenCases } from './open-cases.ts';
import { severityOf } from './severity-of.ts';

/**
 * Opens a missing person's case: both stations are alerted and its process starts.
 * @throws ConflictError `duplicate-suspected` with `candidates` when open cases may be about the same person and
 *   `distinctFrom` does not name them all
 * @throws InvalidRequestError when the partnership has to be named, or the person was last seen in the future
 */
export async function openMissingPerson(
  platform: SearchPlatform,
  actor: OfficerActor,
  intake: Intake,
  idempotency: Idempotency,
): Promise<Reply> {
  const stationId = intake.requestingStationId ?? actor.stationId;
  await authorizeAtStation(platform, actor, 'missingPerson.open', stationId);
  const partnership = partnershipOfStation(platform.deployment, {
    stationId,
    partnershipId: intake.partnershipId,
    stationField: 'requestingStationId',
  });
  const reply = await openCase<MissingPersonCase>(platform, {
    actor,
    action: 'missingPerson.open',
    idempotency,
    decide: async (at) => {
      requirePast('lastSeen.at', intake.lastSeen.at, at);
      const known = await openCases(platform, partnership.id);
      refuseDuplicates(intake, known, platform.searchSettings.speeds);
      const opened = newCase(platform.deployment, partnership, stationId, intake, actor, at);
      const change = alerted(opened, intake.distinctFrom, actor, at);
      const guarded = { ...change, writes: [...(change.writes ?? []), known.guard(opened.caseId, at)] };
      return decisionOf(guarded, 1);
    },
  });
  return requireReply(reply);
}

/** A drill's invented people are compared with each other only, and real ones with real ones. */
function refuseDuplicates(intake: Intake, { cases }: OpenCases, speeds: SearchSettings['speeds']): void {
  const comparable = cases.filter(({ drill }) => drill === intake.drill).map(comparableCase);
  const suspected = likelyDuplicates(comparableReport(intake), comparable, speeds);
  if (suspected.every(({ caseId }) => intake.distinctFrom.includes(caseId))) return;
  throw new ConflictError(
    'duplicate-suspected',
    'This may be somebody who is being looked for already. Add the report to that case, or name it in distinctFrom.',
    { candidates: suspected },
  );
}

function comparableCase(state: MissingPersonCase): OpenCase {
  return { caseId: state.caseId, ...comparableReport(state.details) };
}

type Comparable = Pick<Details, 'category' | 'person' | 'lastSeen' | 'meansOfTravel'>;

function comparableReport({
  category,
  person,
  lastSeen,
  meansOfTravel,
}: Comparable): Omit<OpenCase, 'caseId'> {
  return {
    category,
    lastSeen: lastSeen.point,
    lastSeenAt: lastSeen.at === undefined ? undefined : Date.parse(lastSeen.at),
    meansOfTravel,
    sex: person.sex,
    age: person.ageYears,
    name: person.name,
    clothing: person.clothing,
    description: person.description,
  };
}

function newCase(
  deployment: Deployment,
  partnership: Partnership,
  stationId: string,
  intake: Intake,
  actor: OfficerActor,
  at: Date,
): MissingPersonCase {
  const [first, second] = partnership.stations;
  const { category, person, lastSeen, meansOfTravel, direction, reporter } = intake;
  const openedAt = at.toISOString();
  const { superiorAfterSeconds } = deployment.timers.missingPerson;
  return {
    caseId: newCaseId('MP', at, deployment.timeZone),
    kind: 'MP',
    partnershipId: partnership.id,
    requestingStationId: stationId,
    assistingStationId: stationId === first ? second : first,
    severity: intake.severity ?? severityOf[category],
    ...(intake.severity === undefined ? {} : { severityChosen: true }),
    status: 'searching',
    drill: intake.drill,
    version: 1,
    generation: 1,
    processPart: 1,
    openedAt,
    openedBy: recordActor(actor),
    updatedAt: openedAt,
    awaiting: [],
    decisionsDue: [],
    auditHead: GENESIS_HASH,
    details: {
      category,
      person,
      lastSeen,
      meansOfTravel,
      ...(direction === undefined ? {} : { direction }),
      reporters: reporter === undefined ? [] : [reporter],
    },
    search: {
      origin: lastSeen.point,
      ...(lastSeen.at === undefined ? {} : { originTime: lastSeen.at }),
      ...(direction === undefined ? {} : { direction }),
      widening: 0,
      planNumber: 0,
      originPlan: 1,
      planNeeded: 'opened',
      superiorCallAt: addSeconds(at, superiorAfterSeconds).toISOString(),
    },
    photoIds: [],
    untriagedTips: 0,
  };
}

function alerted(
  opened: MissingPersonCase,
  distinctFrom: readonly string[],
  actor: OfficerActor,
  at: Date,
): CaseChange {
  const { severity, drill, details } = opened;
  const change: CaseChange = {
    next: opened,
    event: { type: 'opened', data: { severity, drill, details, distinctFrom } },
    effects: [startProcessEffect(opened)],
    answer: { severity: opened.severity },
    replyStatus: 201,
  };
  const alert = {
    kind: 'missingPersonAlert',
    stationIds: stationsOf(opened),
    toTopic: true,
    acknowledgedBy: actor,
  } as const;
  return notifying(change, [alert], at);
}
