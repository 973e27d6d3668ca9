import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import { anyCaseSchema, casePartition } from '#platform/case/case.ts';
import { readCase } from '#platform/case/case-command.ts';
import { caseEventSchema } from '#platform/case/case-event.ts';
import { officersIdempotency } from '#platform/command/idempotency.ts';
import type { RouteHandlers } from '#platform/http/route.ts';
import { notificationSchema } from '#platform/notification/notification.ts';
import type { Platform } from '#platform/platform.ts';
import { queryAll } from '#platform/store/item-store.ts';
import { acknowledge } from '#functions/notification/acknowledge.ts';

import { assignTask } from './assign-task.ts';
import { readInbox } from './inbox.ts';
import { listCases } from './list-cases.ts';
import { reportTask } from './report-task.ts';
import type { caseworkRoutes } from './routes.ts';
import { allTasks } from './station-tasks.ts';
import { deliveriesOf, telephoneList } from './telephone-list.ts';

/** Handlers of the routes that every kind of case shares. */
export function caseworkHandlers(platform: Platform): RouteHandlers<typeof caseworkRoutes> {
  const { store } = platform;
  return {
    listCases: async ({ actor, query }) => {
      const list = query.list === 'open' ? 'OPEN' : 'CLOSED';
      const page = await listCases(platform, { ...query, actor, list });
      return { status: 200, body: { cases: page.items.map(({ body }) => body), cursor: page.cursor } };
    },

    readInbox: async ({ actor }) => ({ status: 200, body: await readInbox(platform, actor) }),

    readTimeline: async ({ actor, parameters: { caseId }, query: { purpose, limit, cursor } }) => {
      const { version } = await readCase(platform, actor, 'case.read', caseId, anyCaseSchema, purpose);
      const page = await store.query(casePartition(caseId), 'EVENT#', caseEventSchema, {
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      return {
        status: 200,
        version,
        body: { events: page.items.map(({ body }) => body), cursor: page.cursor },
      };
    },

    readNotifications: async ({ actor, parameters: { caseId }, query }) => {
      const found = await readCase(platform, actor, 'case.read', caseId, anyCaseSchema, query.purpose);
      const items = await queryAll(store, casePartition(caseId), 'NOTIFICATION#', notificationSchema);
      const deliveries = await deliveriesOf(store, caseId);
      return {
        status: 200,
        version: found.version,
        body: {
          notifications: items.map(({ body }) => body),
          deliveries,
          telephone: telephoneList(deliveries, found),
        },
      };
    },

    acknowledgeNotification: ({ actor, parameters, body, idempotencyKey, requestHash }) =>
      acknowledge(platform, {
        actor,
        ...parameters,
        ...(body.stationId === undefined ? {} : { stationId: body.stationId }),
        idempotency: officersIdempotency(actor, idempotencyKey, requestHash),
      }),

    readTasks: async ({ actor, parameters: { caseId }, query }) => {
      const { version } = await readCase(platform, actor, 'case.read', caseId, anyCaseSchema, query.purpose);
      const stations = await allTasks(store, caseId);
      const tasks = stations
        .flatMap(({ body }) => body.tasks.map((task) => ({ ...task, stationId: body.stationId })))
        .toSorted((a, b) => b.probability - a.probability);
      return { status: 200, version, body: { tasks } };
    },

    assignTask: ({ actor, parameters, body, idempotencyKey, requestHash }) =>
      assignTask(platform, {
        actor,
        ...parameters,
        ...body,
        idempotency: officersIdempotency(actor, idempotencyKey, requestHash),
      }),

    reportTask: ({ actor, parameters, body, idempotencyKey, requestHash }) =>
      reportTask(platform, {
        actor,
        ...parameters,
        finding: body.finding,
        ...(body.note === undefined ? {} : { note: body.note }),
        idempotency: officersIdempotency(actor, idempotencyKey, requestHash),
      }),

    readAudit: async ({ actor, parameters: { caseId }, query }) => {
      const found = await readCase(platform, actor, 'case.audit', caseId, anyCaseSchema, query.purpose);
      const items = await queryAll(store, casePartition(caseId), 'AUDIT#', auditEntrySchema);
      const entries = items.map(({ body }) => body);
      const brokenAt = firstBrokenEntry(entries, found.auditHead);
      return {
        status: 200,
        version: found.version,
        body: { entries, head: found.auditHead, ...(brokenAt === undefined ? {} : { brokenAt }) },
      };
    },
  };
}
