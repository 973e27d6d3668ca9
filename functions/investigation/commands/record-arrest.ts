import { transferOpening } from '#functions/transfer/open-transfer.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';
import { requirePast } from '#platform/command/require-past.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { notifying, requireStatus, stationsOf, type OfficerCommand } from '#platform/case/case-change.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';
import type { Write } from '#platform/store/item-store.ts';
import type { Task } from '#platform/task/task.ts';
import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { Arrest } from '#functions/investigation/model/pursuit.ts';
import type { ArrestReport } from '#functions/investigation/requests/arrest-report.ts';

import { changedTasks, withStatus } from './changed-tasks.ts';
import { emergencyStep } from './emergency.ts';
import { executedStep } from './execute-step.ts';
import { findStep, withStep } from './find-step.ts';
import { changeContent, type InvestigationChange } from './investigation-change.ts';
import { isPendingArrestTask } from './plan-arrest.ts';
import { withNewStep } from './request-step.ts';
import { requireOfficers } from './require-officers.ts';
import { toChiefs } from './to-chiefs.ts';

/** The case with the coercive step that the arrest is, and the task of its papers if they follow. */
interface ArrestStep {
  readonly state: InvestigationCase;
  readonly step: CoerciveStep;
  readonly papers?: Task;
}

/**
 * Records the arrest, through the gate or as an emergency step. If the suspect is held by the station that is to hand them
 * over, their transfer and its first custody entry are part of the same transaction: nobody is arrested without one.
 * @throws ConflictError unless both stations investigate; `gate-closed`, `no-arrest-step`
 * @throws InvalidRequestError when an officer is none of the roster, or a time does not fit
 */
export function recordArrest(
  platform: TransferPlatform,
  command: OfficerCommand,
  report: ArrestReport,
): Promise<Reply> {
  const { actor } = command;
  return changeContent(platform, 'investigation.recordArrest', command, async (before, at) => {
    requireStatus(before, 'investigating', 'located');
    requirePast('at', report.at, at);
    await requireOfficers(platform, actor.stationId, report.byOfficerIds, 'byOfficerIds');
    const { state, step, papers } = await arrestStep(platform, command, before, report, at);
    const arrest = arrestOf(report, step.stepId, actor, at);
    const transfer = await transferOf(platform, state, arrest, papers !== undefined, actor, at);
    const tasks = await changedTasks(platform.store, state, ({ stationId, tasks }) => {
      const left = withStatus(tasks, 'cancelled', isPendingArrestTask);
      return papers !== undefined && stationId === actor.stationId ? [...left, papers] : left;
    });
    const change: InvestigationChange = {
      next: {
        ...state,
        status: 'arrested',
        arrest,
        suspect: { ...state.suspect, ...arrest.suspect, known: isKnown(state, arrest) },
        ...(transfer === undefined ? {} : { transfer: { transferId: transfer.caseId } }),
      },
      event: {
        type: 'arrested',
        data: { ...arrest, emergency: papers !== undefined, transferId: transfer?.caseId },
      },
      writes: [...tasks, ...(transfer?.writes ?? [])],
      answer: {
        stepId: step.stepId,
        ...(transfer === undefined ? {} : { transferId: transfer.caseId }),
      },
    };
    return notifying(
      change,
      [
        { kind: 'suspectArrested', stationIds: stationsOf(state), toTopic: true, acknowledgedBy: actor },
        ...(papers === undefined
          ? []
          : [{ ...toChiefs(state, 'emergencyStepTaken'), acknowledgedBy: actor }]),
      ],
      at,
    );
  });
}

async function arrestStep(
  platform: TransferPlatform,
  command: OfficerCommand,
  state: InvestigationCase,
  report: ArrestReport,
  at: Date,
): Promise<ArrestStep> {
  const { emergency, localOfficerId, place, note } = report;
  const executedAt = report.at ?? at.toISOString();
  if (emergency !== undefined) {
    const told = {
      ...emergency,
      kind: 'arrest' as const,
      target: suspectName(state, report),
      place,
      executedAt,
      localOfficerId,
      note,
    };
    const { step, task } = await emergencyStep(platform, state, command.actor, told, at);
    return { state: withNewStep(state, step), step, papers: task };
  }
  const approved = findStep(state, report.stepId ?? '');
  if (approved.kind !== 'arrest')
    throw new ConflictError('no-arrest-step', 'This step is no arrest: ask both chiefs for one.');
  const execution = { at: executedAt, localOfficerId: localOfficerId ?? '', note };
  const step = await executedStep(platform, command, state, approved, execution, at);
  return { state: withStep(state, step), step };
}

function arrestOf(report: ArrestReport, stepId: string, actor: OfficerActor, at: Date): Arrest {
  const { stepId: _, emergency: __, localOfficerId: ___, ...told } = report;
  const arrestedAt = told.at ?? at.toISOString();
  const deprivedOfLibertyAt = told.deprivedOfLibertyAt ?? arrestedAt;
  if (Date.parse(deprivedOfLibertyAt) > Date.parse(arrestedAt))
    throw new InvalidRequestError([{ field: 'deprivedOfLibertyAt', message: 'lies after the arrest' }]);
  return {
    ...told,
    stepId,
    at: arrestedAt,
    deprivedOfLibertyAt,
    stationId: actor.stationId,
    recordedAt: at.toISOString(),
    recordedBy: recordActor(actor),
  };
}

/** Whom the step is about, as far as it is known. */
function suspectName({ suspect }: InvestigationCase, report: ArrestReport): string {
  return report.suspect.name ?? suspect.name ?? '身份不明的嫌疑人';
}

function isKnown({ suspect }: InvestigationCase, arrest: Arrest): boolean {
  return suspect.known || arrest.suspect.name !== undefined;
}

/** The station that leads the case keeps whom it has arrested; from the other one the suspect is to be transferred. */
async function transferOf(
  platform: TransferPlatform,
  state: InvestigationCase,
  { suspect: arrested, measure, measureDocument, deprivedOfLibertyAt }: Arrest,
  inEmergency: boolean,
  actor: OfficerActor,
  at: Date,
): Promise<{ readonly caseId: string; readonly writes: readonly Write[] } | undefined> {
  if (actor.stationId === state.requestingStationId) return undefined;
  const { partnershipId, drill, severity, legalBasis, caseId } = state;
  // Who was looked for was arrested: what the investigation knows of them goes with them.
  const { known: _, ...suspect } = { ...state.suspect, ...arrested };
  const legalGrounds = { text: `${legalBasis.law} ${legalBasis.article}`, documentNumber: measureDocument };
  return transferOpening(
    platform,
    {
      partnershipId,
      drill,
      severity,
      suspect,
      legalGrounds,
      measure,
      measureDocument,
      deprivedOfLibertyAt,
      investigationId: caseId,
      ...(inEmergency ? { emergencyArrest: true } : {}),
    },
    actor,
    at,
  );
}
