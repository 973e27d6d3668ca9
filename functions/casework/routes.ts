import * as z from 'zod';

import { auditEntrySchema } from '#platform/audit/audit-entry.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { caseIdSchema } from '#platform/case/case-id.ts';
import type { RouteContract } from '#platform/http/route.ts';
import { adds, json, noQuery, purposeSchema, reads } from '#platform/http/route-parts.ts';
import { acknowledgementSchema } from '#platform/notification/acknowledgement.ts';
import { deliverySchema, notificationSchema } from '#platform/notification/notification.ts';
import { taskSchema } from '#platform/task/task.ts';

import { inboxSchema } from './inbox.ts';
import { caseSummarySchema } from './list-cases.ts';

const notificationIdSchema = z.string().regex(/^N-[0-9A-Z]{26}$/, 'must be a notification id');
const taskIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,60}$/, 'must be a task id');
const officerIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'must be an officer id of the roster');

const caseParameters = z.object({ caseId: caseIdSchema });
const purposeQuery = z.strictObject({
  /** Why a closed case is read. */
  purpose: purposeSchema.optional(),
});
const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1000).optional(),
};
const cursorReply = z.string().optional();
const stationTask = taskSchema.extend({ stationId: z.string() });

/** Routes that every kind of case shares. */
export const caseworkRoutes = {
  listCases: {
    ...reads,
    operationId: 'listCases',
    method: 'GET',
    path: '/v1/cases',
    access: 'officer',
    summary: { 'zh-CN': '本站协作事项列表', en: 'Cases of my station’s partnership, newest first' },
    parameters: z.object({}),
    query: z.strictObject({
      list: z.enum(['open', 'closed']).default('open'),
      partnershipId: z.string().max(40).optional(),
      ...pageQuery,
    }),
    response: json(
      200,
      'A page of cases',
      z.object({ cases: z.array(caseSummarySchema), cursor: cursorReply }),
    ),
  },
  readInbox: {
    ...reads,
    operationId: 'readInbox',
    method: 'GET',
    path: '/v1/inbox',
    access: 'officer',
    summary: { 'zh-CN': '待本站答复的事项', en: 'What waits for an answer of my station' },
    parameters: z.object({}),
    query: noQuery,
    response: json(200, 'What waits', inboxSchema),
  },
  readTimeline: {
    ...reads,
    operationId: 'readTimeline',
    method: 'GET',
    path: '/v1/cases/{caseId}/timeline',
    access: 'officer',
    summary: { 'zh-CN': '事项时间线', en: 'Timeline of a case, oldest first' },
    parameters: caseParameters,
    query: purposeQuery.extend(pageQuery),
    response: json(
      200,
      'A page of events',
      z.object({ events: z.array(caseEventSchema), cursor: cursorReply }),
    ),
  },
  readNotifications: {
    ...reads,
    operationId: 'readNotifications',
    method: 'GET',
    path: '/v1/cases/{caseId}/notifications',
    access: 'officer',
    summary: {
      'zh-CN': '通知、送达与须电话联系名单',
      en: 'Notifications, deliveries, and whom to telephone',
    },
    parameters: caseParameters,
    query: purposeQuery,
    response: json(
      200,
      'Notifications of the case',
      z.object({
        notifications: z.array(notificationSchema),
        deliveries: z.array(deliverySchema),
        telephone: z.array(deliverySchema),
      }),
    ),
  },
  acknowledgeNotification: {
    ...adds,
    operationId: 'acknowledgeNotification',
    method: 'POST',
    path: '/v1/cases/{caseId}/notifications/{notificationId}/acknowledgement',
    access: 'officer',
    summary: { 'zh-CN': '确认收到警情', en: 'Acknowledge an alert for a station' },
    parameters: caseParameters.extend({ notificationId: notificationIdSchema }),
    query: noQuery,
    body: z.strictObject({
      /** For which station; only the superior’s liaison names another than their own. */
      stationId: z.string().max(40).optional(),
    }),
    response: json(200, 'The acknowledgement', acknowledgementSchema),
  },
  readTasks: {
    ...reads,
    operationId: 'readTasks',
    method: 'GET',
    path: '/v1/cases/{caseId}/tasks',
    access: 'officer',
    summary: { 'zh-CN': '任务列表', en: 'Tasks of both stations, in order of probability' },
    parameters: caseParameters,
    query: purposeQuery,
    response: json(200, 'Tasks of the case', z.object({ tasks: z.array(stationTask) })),
  },
  assignTask: {
    ...adds,
    operationId: 'assignTask',
    method: 'POST',
    path: '/v1/cases/{caseId}/tasks/{taskId}/assignment',
    access: 'officer',
    summary: { 'zh-CN': '指派任务并发送短信', en: 'Give a task to an officer, who gets an SMS' },
    parameters: caseParameters.extend({ taskId: taskIdSchema }),
    query: noQuery,
    body: z.strictObject({ officerId: officerIdSchema }),
    response: json(200, 'The task', stationTask),
  },
  reportTask: {
    ...adds,
    operationId: 'reportTask',
    method: 'POST',
    path: '/v1/cases/{caseId}/tasks/{taskId}/report',
    access: 'officer',
    summary: { 'zh-CN': '报告任务完成', en: 'Report a task as done' },
    parameters: caseParameters.extend({ taskId: taskIdSchema }),
    query: noQuery,
    body: z.strictObject({
      finding: z.enum(['nothing', 'something']),
      note: z.string().min(1).max(500).optional(),
    }),
    response: json(200, 'The task', stationTask),
  },
  readAudit: {
    ...reads,
    operationId: 'readAudit',
    method: 'GET',
    path: '/v1/cases/{caseId}/audit',
    access: 'officer',
    summary: { 'zh-CN': '审计链', en: 'Audit chain of a case, verified' },
    parameters: caseParameters,
    query: purposeQuery,
    response: json(
      200,
      'The whole chain',
      z.object({
        entries: z.array(auditEntrySchema),
        head: z.string(),
        /** Sequence number of the first entry that does not follow; absent when all do. */
        brokenAt: z.int().optional(),
      }),
    ),
  },
} as const satisfies Record<string, RouteContract>;
