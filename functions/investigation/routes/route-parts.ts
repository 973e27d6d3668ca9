import * as z from 'zod';

import * as parts from '#platform/http/route-parts.ts';
import { stepIdSchema } from '#functions/investigation/model/coercive-step.ts';
import { investigationCaseSchema } from '#functions/investigation/model/investigation-case.ts';
import { caseIdSchema } from '#functions/investigation/requests/opening.ts';

/** Path parameter of every route on an investigation. */
export const caseParameters = z.object({ caseId: caseIdSchema });

/** Path parameters of every route on a coercive step. */
export const stepParameters = caseParameters.extend({ stepId: stepIdSchema });

/** Query of routes that read a case; a closed case wants the purpose. */
export const purposeQuery = z.strictObject({ purpose: parts.purposeSchema.optional() });

/** Query of routes that read a list, page by page. */
export const pageQuery = purposeQuery.extend({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1000).optional(),
});

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

/** What every command on a case answers; the ETag is the same version. `contentVersion` is what closings name. */
export const commandReply = z.object({
  caseId: z.string(),
  status: investigationCaseSchema.shape.status,
  version: z.int(),
  contentVersion: z.int(),
});

/** What a command answers that voided a closing, besides; absent when there was none. */
export const changeReply = commandReply.extend({ closingVoided: z.literal(true).optional() });
