import * as z from 'zod';

import type { CoerciveStep } from '#functions/investigation/model/coercive-step.ts';
import { stationsOf } from '#platform/case/case-change.ts';
import type { CaseBase } from '#platform/case/case.ts';
import { ConflictError, InvalidRequestError } from '#platform/errors.ts';
import type { CheckedProhibition, CoerciveStepRules } from '#platform/deployment/coercive-steps.ts';

/** One thing that the gate misses of a step. */
export const gateFaultSchema = z.discriminatedUnion('missing', [
  /** An entry of the checklist that nobody confirmed. */
  z.object({ missing: z.literal('confirmation'), id: z.string() }),
  /** An entry that is confirmed without the number of its document. */
  z.object({ missing: z.literal('document'), id: z.string() }),
  /** The approval of that station's chief. */
  z.object({ missing: z.literal('approval'), stationId: z.string() }),
  /** An officer of the station in whose area it is done. */
  z.object({ missing: z.literal('localOfficer'), stationId: z.string() }),
]);

/** One thing that the gate misses of a step. */
export type GateFault = z.infer<typeof gateFaultSchema>;

/** The entries of the deployment's checklist that apply to a kind of step. */
export function checklistFor(
  { checklist }: CoerciveStepRules,
  kind: CoerciveStep['kind'],
): readonly CheckedProhibition[] {
  return checklist.filter(({ appliesTo }) => appliesTo.includes(kind));
}

/** What the checklist of a step misses: entries, and the numbers of their documents. */
export function checklistFaults(
  rules: CoerciveStepRules,
  { kind, checklist }: Pick<CoerciveStep, 'kind' | 'checklist'>,
): GateFault[] {
  return checklistFor(rules, kind).flatMap(({ id, needsDocument }): GateFault[] => {
    const confirmed = checklist.find((entry) => entry.id === id);
    if (confirmed === undefined) return [{ missing: 'confirmation', id }];
    return needsDocument && confirmed.documentNumber === undefined ? [{ missing: 'document', id }] : [];
  });
}

/**
 * What stands between a step and its execution: the whole checklist, the approval of the chiefs of both stations, an
 * officer of the local station. Nothing else decides.
 */
export function gateFaults(
  rules: CoerciveStepRules,
  parties: Pick<CaseBase, 'requestingStationId' | 'assistingStationId'>,
  step: CoerciveStep,
  localOfficerId: string | undefined,
): GateFault[] {
  const approved = (stationId: string) =>
    step.decisions.some((entry) => entry.stationId === stationId && entry.decision === 'approve');
  return [
    ...checklistFaults(rules, step),
    ...stationsOf(parties)
      .filter((stationId) => !approved(stationId))
      .map((stationId): GateFault => ({ missing: 'approval', stationId })),
    ...(localOfficerId === undefined
      ? [{ missing: 'localOfficer' as const, stationId: step.atStationId }]
      : []),
  ];
}

/** @throws ConflictError `gate-closed` with what is `missing`, if anything is */
export function requireNothingMissing(missing: readonly GateFault[]): void {
  if (missing.length === 0) return;
  throw new ConflictError('gate-closed', 'The gate is closed: see what is missing.', { missing });
}

/**
 * The confirmations of a checklist that the deployment asks for.
 * @throws InvalidRequestError when it confirms what is no entry for this kind of step
 * @throws ConflictError `gate-closed` when an entry, or the number of its document, is missing
 */
export function requireChecklist(
  rules: CoerciveStepRules,
  step: Pick<CoerciveStep, 'kind' | 'checklist'>,
): void {
  const known = new Set(checklistFor(rules, step.kind).map(({ id }) => id));
  step.checklist.forEach(({ id }, index) => {
    if (!known.has(id))
      throw new InvalidRequestError([
        { field: `checklist.${index}.id`, message: `is no entry of the checklist for "${step.kind}"` },
      ]);
  });
  requireNothingMissing(checklistFaults(rules, step));
}
