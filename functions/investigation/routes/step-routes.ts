import * as z from 'zod';

import { stepIdSchema } from '#functions/investigation/model/coercive-step.ts';
import { emergencyStepSchema, papersSchema } from '#functions/investigation/requests/emergency-step.ts';
import { reasonSchema, stepDecisionRequestSchema } from '#functions/investigation/requests/step-decision.ts';
import { stepExecutionSchema } from '#functions/investigation/requests/step-execution.ts';
import { stepRequestSchema } from '#functions/investigation/requests/step-request.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, changeReply, decides, stepParameters } from './route-parts.ts';

const stepReply = changeReply.extend({ stepId: stepIdSchema });

/** Routes of the gate before coercive steps across the border. */
export const stepRoutes = {
  requestStep: {
    ...adds,
    operationId: 'requestStep',
    path: '/v1/investigations/{caseId}/steps',
    summary: {
      'zh-CN': '呈请跨区域强制措施（六个严禁清单）',
      en: 'Request a summons, search, seizure or arrest across the border, with its checklist',
    },
    parameters: caseParameters,
    body: stepRequestSchema,
    response: json(201, 'Requested; both chiefs are asked', stepReply),
  },
  decideStep: {
    ...decides,
    operationId: 'decideStep',
    path: '/v1/investigations/{caseId}/steps/{stepId}/approval',
    summary: { 'zh-CN': '所长审批强制措施', en: 'Approve or refuse a step, as chief of one of the stations' },
    parameters: stepParameters,
    body: stepDecisionRequestSchema,
    response: json(200, 'Decided', stepReply),
  },
  cancelStep: {
    ...decides,
    operationId: 'cancelStep',
    path: '/v1/investigations/{caseId}/steps/{stepId}/cancellation',
    summary: { 'zh-CN': '撤回强制措施', en: 'Take a step back that was not carried out' },
    parameters: stepParameters,
    body: reasonSchema,
    response: json(200, 'Cancelled', stepReply),
  },
  executeStep: {
    ...decides,
    operationId: 'executeStep',
    path: '/v1/investigations/{caseId}/steps/{stepId}/execution',
    summary: {
      'zh-CN': '登记强制措施已执行',
      en: 'Record that an approved step was carried out, with an officer of the local station present',
    },
    parameters: stepParameters,
    body: stepExecutionSchema,
    response: json(200, 'Recorded', stepReply),
  },
  recordEmergencyStep: {
    ...adds,
    operationId: 'recordEmergencyStep',
    path: '/v1/investigations/{caseId}/emergency-steps',
    summary: {
      'zh-CN': '登记紧急措施（手续后补）',
      en: 'Record a step that could not wait; its papers become a task with a deadline',
    },
    parameters: caseParameters,
    body: emergencyStepSchema,
    response: json(
      201,
      'Recorded; both chiefs are told',
      stepReply.extend({ papersDueAt: z.iso.datetime() }),
    ),
  },
  submitPapers: {
    ...adds,
    operationId: 'submitPapers',
    path: '/v1/investigations/{caseId}/steps/{stepId}/papers',
    summary: {
      'zh-CN': '补办紧急措施手续',
      en: 'Submit the papers of an emergency step; both chiefs decide on them',
    },
    parameters: stepParameters,
    body: papersSchema,
    response: json(200, 'Submitted; both chiefs are asked', stepReply.extend({ late: z.boolean() })),
  },
} as const satisfies Record<string, RouteContract>;
