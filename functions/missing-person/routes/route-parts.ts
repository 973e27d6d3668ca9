import * as z from 'zod';

import * as parts from '#platform/http/route-parts.ts';
import { missingPersonCaseSchema } from '#functions/missing-person/model/missing-person-case.ts';
import { caseIdSchema } from '#functions/missing-person/requests/intake.ts';

/** Path parameter of every route on a case. */
export const caseParameters = z.object({ caseId: caseIdSchema });

/** A body without anything in it. */
export const nothing = z.strictObject({});

/** Query of routes that read a case; a closed case wants the purpose. */
export const purposeQuery = z.strictObject({ purpose: parts.purposeSchema.optional() });

/** Routes by which officers read a case. */
export const reads = { ...parts.reads, method: 'GET', access: 'officer', query: purposeQuery } as const;

/** Additive commands: whatever has happened in the meantime, they are taken. */
export const adds = { ...parts.adds, method: 'POST', access: 'officer', query: parts.noQuery } as const;

/** Decisions on one version of the case. */
export const decides = {
  ...adds,
  decides: true,
  problems: [409, 412, 413, 415, 422, 428, 503],
} as const;

/** What every command on a case answers; the ETag is the same version. */
export const commandReply = z.object({
  caseId: z.string(),
  status: missingPersonCaseSchema.shape.status,
  version: z.int(),
});
