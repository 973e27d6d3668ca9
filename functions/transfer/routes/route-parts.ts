import * as z from 'zod';

import { transferStatusSchema } from '#functions/transfer/model/transfer-case.ts';
import { caseIdSchemaOf } from '#platform/case/case-id.ts';
import * as parts from '#platform/http/route-parts.ts';

/** Path parameter of every route on a transfer. */
export const caseParameters = z.object({ caseId: caseIdSchemaOf('ST') });

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
  status: transferStatusSchema,
  version: z.int(),
});

/** What a command answers that changes what the chiefs approve. */
export const preparationReply = commandReply.extend({
  contentVersion: z.int(),
  /** Whether the chiefs had been asked, or had approved, and have to be asked anew. */
  approvalsVoided: z.boolean(),
});

/** What a command answers that is about the content as it is. */
export const approvalReply = commandReply.extend({ contentVersion: z.int() });
