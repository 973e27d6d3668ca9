import * as z from 'zod';

import {
  correctionProposalSchema,
  proposalRefusalSchema,
} from '#functions/registry/residents/requests/correction-proposal.ts';
import { residentQuestionSchema } from '#functions/registry/residents/requests/resident-question.ts';
import { proposalListSchema, proposalViewSchema } from '#functions/registry/residents/view/proposals.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import {
  adds,
  decides,
  partnershipParameters,
  proposalParameters,
  reads,
  residentParameters,
} from './route-parts.ts';

/** Routes by which one station asks the other one to correct its records. */
export const proposalRoutes = {
  proposeCorrection: {
    ...adds,
    operationId: 'proposeCorrection',
    path: '/v1/partnerships/{partnershipId}/residents/{residentId}/proposals',
    summary: {
      'zh-CN': '提请更正或移交',
      en: 'Ask the station that answers for a resident to correct the record, or to hand it over',
    },
    parameters: residentParameters,
    body: correctionProposalSchema,
    response: json(
      201,
      'The proposal',
      z.object({ proposalId: z.string(), residentId: z.string(), version: z.int() }),
    ),
  },
  listProposals: {
    ...reads,
    operationId: 'listProposals',
    path: '/v1/partnerships/{partnershipId}/proposals',
    summary: { 'zh-CN': '待办更正提请', en: 'Open proposals for the records of the officer’s own station' },
    parameters: partnershipParameters,
    query: z.strictObject({ cursor: z.string().max(1000).optional() }),
    response: json(200, 'A page of proposals', proposalListSchema),
  },
  readProposal: {
    ...reads,
    operationId: 'readProposal',
    path: '/v1/partnerships/{partnershipId}/proposals/{proposalId}',
    summary: { 'zh-CN': '查看更正提请', en: 'What is proposed, for a stated purpose; logged' },
    parameters: proposalParameters,
    query: residentQuestionSchema,
    problems: [503],
    response: json(200, 'The proposal', proposalViewSchema),
  },
  acceptProposal: {
    ...decides,
    operationId: 'acceptProposal',
    path: '/v1/partnerships/{partnershipId}/proposals/{proposalId}/acceptance',
    summary: {
      'zh-CN': '同意更正',
      en: 'Make the proposed correction; If-Match is the version of the resident’s record',
    },
    parameters: proposalParameters,
    body: z.strictObject({}),
    response: json(
      200,
      'The record has a new version',
      z.object({ proposalId: z.string(), residentId: z.string(), version: z.int() }),
    ),
  },
  refuseProposal: {
    ...adds,
    operationId: 'refuseProposal',
    path: '/v1/partnerships/{partnershipId}/proposals/{proposalId}/refusal',
    summary: { 'zh-CN': '不同意更正', en: 'Leave the record as it is' },
    parameters: proposalParameters,
    body: proposalRefusalSchema,
    response: json(200, 'Refused', z.object({ proposalId: z.string(), version: z.int() })),
  },
} as const satisfies Record<string, RouteContract>;
