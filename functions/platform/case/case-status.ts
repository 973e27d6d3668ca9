import * as z from 'zod';

/** Kinds of joint work. The id of a case begins with its kind. */
export const caseKindSchema = z.enum(['MP', 'JI', 'ST', 'RH']);

/** A kind of joint work: missing person, joint investigation, suspect transfer, registry hit. */
export type CaseKind = z.infer<typeof caseKindSchema>;

/** Where a missing person's case stands: `searching` until somebody says found or withdraws. */
export const missingPersonStatuses = ['searching', 'found', 'reunited', 'withdrawn', 'closed'] as const;

/** Where a joint investigation stands: from `requested` to `declined` the partner's cooperation is being settled. */
export const investigationStatuses = [
  'opened',
  'requested',
  'moreAsked',
  'declined',
  'investigating',
  'located',
  'arrested',
  'closed',
] as const;

/** Where a suspect transfer stands. `escaped`: nobody holds the suspect. `freed`: released by order. */
export const transferStatuses = [
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
  'closed',
] as const;

/** Where a registry hit stands: `verifying` until two officers agree, or the notice is withdrawn. */
export const registryHitStatuses = ['verifying', 'closed'] as const;

/** Where a case of any kind stands; each kind has its own of these. `closed` is the end of every kind. */
export const caseStatusSchema = z.enum([
  ...new Set([
    ...missingPersonStatuses,
    ...investigationStatuses,
    ...transferStatuses,
    ...registryHitStatuses,
  ]),
]);

/** Where a case of any kind stands. */
export type CaseStatus = z.infer<typeof caseStatusSchema>;

/** In which statuses people still have something to do in the field: tasks are given out and reported. */
const active: Readonly<Record<CaseKind, readonly CaseStatus[]>> = {
  MP: ['searching'],
  JI: ['opened', 'requested', 'moreAsked', 'declined', 'investigating', 'located', 'arrested'],
  ST: ['preparing', 'awaitingApproval', 'approved', 'appointed', 'handingOver', 'escaped', 'hospitalised'],
  RH: ['verifying'],
};

/** Every status in which a case of some kind still has tasks to be done. */
export const activeStatuses: readonly CaseStatus[] = [...new Set(Object.values(active).flat())];

/** Whether tasks of the case are still to be done. */
export function isActive({
  kind,
  status,
}: {
  readonly kind: CaseKind;
  readonly status: CaseStatus;
}): boolean {
  return active[kind].includes(status);
}
