import * as z from 'zod';

import {
  appointmentRequestSchema,
  approvalDecisionSchema,
  approvalRequestSchema,
} from '#functions/transfer/requests/approval.ts';
import { receiptRequestSchema, refusalSchema, releaseSchema } from '#functions/transfer/requests/handover.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { approvalReply, caseParameters, commandReply, decides } from './route-parts.ts';

/** Routes of approval, appointment, release and receipt: each a decision on the version that was read. */
export const handoverRoutes = {
  requestTransferApproval: {
    ...decides,
    operationId: 'requestTransferApproval',
    path: '/v1/transfers/{caseId}/approval-request',
    summary: { 'zh-CN': '报两所所长审批', en: 'Ask the chiefs of both stations to approve' },
    parameters: caseParameters,
    body: approvalRequestSchema,
    response: json(200, 'Both chiefs are asked', approvalReply),
  },
  approveTransfer: {
    ...decides,
    operationId: 'approveTransfer',
    path: '/v1/transfers/{caseId}/approval',
    summary: { 'zh-CN': '所长审批移交', en: 'A chief approves the transfer as it is, or refuses it' },
    parameters: caseParameters,
    body: approvalDecisionSchema,
    response: json(200, 'Decided; approved when both have', approvalReply),
  },
  appointHandover: {
    ...decides,
    operationId: 'appointHandover',
    path: '/v1/transfers/{caseId}/appointment',
    summary: {
      'zh-CN': '约定或改约移交时间地点',
      en: 'Appoint when and where the stations meet, or move it',
    },
    parameters: caseParameters,
    body: appointmentRequestSchema,
    response: json(
      200,
      'Appointed',
      commandReply.extend({
        graceUntil: z.iso.datetime(),
        /** Time limits of custody, by their ids, that will be over by then if nothing is done. */
        limitsOver: z.array(z.string()),
      }),
    ),
  },
  releaseSuspect: {
    ...decides,
    operationId: 'releaseSuspect',
    path: '/v1/transfers/{caseId}/release',
    summary: { 'zh-CN': '移交方交出嫌疑人', en: 'The holding station gives the suspect over' },
    parameters: caseParameters,
    body: releaseSchema,
    response: json(
      200,
      'Released; custody stays until the receipt',
      commandReply.extend({ windowEndsAt: z.iso.datetime() }),
    ),
  },
  receiveSuspect: {
    ...decides,
    operationId: 'receiveSuspect',
    path: '/v1/transfers/{caseId}/receipt',
    summary: {
      'zh-CN': '接收方签收嫌疑人，逐项核对',
      en: 'The receiving station takes the suspect over; health and each thing confirmed or objected to',
    },
    parameters: caseParameters,
    body: receiptRequestSchema,
    response: json(200, 'Received; custody has moved', commandReply.extend({ objections: z.int() })),
  },
  refuseReceipt: {
    ...decides,
    operationId: 'refuseReceipt',
    path: '/v1/transfers/{caseId}/receipt-refusal',
    summary: { 'zh-CN': '接收方拒收', en: 'The receiving station does not take the suspect over' },
    parameters: caseParameters,
    body: refusalSchema,
    response: json(200, 'Refused; custody stays where it was', commandReply),
  },
} as const satisfies Record<string, RouteContract>;
