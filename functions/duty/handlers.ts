import type { OfficerActor } from '#platform/actor/actor.ts';
import { officersIdempotency, type Idempotency } from '#platform/command/idempotency.ts';
import type { RouteHandlers } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';

import { acceptHandover } from './accept-handover.ts';
import { listHandovers } from './list-handovers.ts';
import { readRoster } from './read-roster.ts';
import { replaceRoster } from './replace-roster.ts';
import type { dutyRoutes } from './routes.ts';
import { writeHandover } from './write-handover.ts';

/** Handlers of the duty book's routes. */
export function dutyHandlers(platform: Platform): RouteHandlers<typeof dutyRoutes> {
  return {
    readRoster: async ({ actor, parameters, query }) => {
      const { view, version } = await readRoster(platform, actor, parameters.stationId, query.purpose);
      return { status: 200, body: view, version };
    },

    replaceRoster: (request) =>
      replaceRoster(platform, {
        actor: request.actor,
        stationId: request.parameters.stationId,
        roster: request.body,
        ifMatch: request.ifMatch,
        idempotency: ownIdempotency(request),
      }),

    writeHandover: (request) =>
      writeHandover(platform, {
        actor: request.actor,
        stationId: request.parameters.stationId,
        notes: request.body.notes,
        caseNotes: request.body.cases,
        idempotency: ownIdempotency(request),
      }),

    listHandovers: async ({ actor, parameters, query }) => ({
      status: 200,
      body: await listHandovers(platform, actor, parameters.stationId, query.cursor),
    }),

    acceptHandover: (request) =>
      acceptHandover(platform, {
        actor: request.actor,
        ...request.parameters,
        idempotency: ownIdempotency(request),
      }),
  };
}

function ownIdempotency(request: {
  readonly actor: OfficerActor;
  readonly idempotencyKey: string;
  readonly requestHash: string;
}): Idempotency {
  const { actor, idempotencyKey: key, requestHash } = request;
  return officersIdempotency(actor, key, requestHash);
}
