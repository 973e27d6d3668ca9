import { readCase } from '#platform/case/case-command.ts';
import { commandOn } from '#platform/http/officer-command.ts';
import type { RouteHandlers } from '#platform/http/route.ts';

import { giveVerdict } from './commands/give-verdict.ts';
import type { HitPlatform } from './hit-platform.ts';
import { hitCaseSchema } from './model/hit-case.ts';
import type { registryHitRoutes } from './routes.ts';
import { compareHit } from './view/comparison.ts';
import { hitView } from './view/hit-view.ts';

/** Handlers of the hits' routes: each maps a request to one use case and its result to a reply. */
export function registryHitHandlers(platform: HitPlatform): RouteHandlers<typeof registryHitRoutes> {
  return {
    readRegistryHit: async ({ actor, parameters, query }) => {
      const { caseId } = parameters;
      const state = await readCase(platform, actor, 'case.read', caseId, hitCaseSchema, query.purpose);
      return { status: 200, version: state.version, body: await hitView(platform, state) };
    },
    compareRegistryHit: async ({ actor, parameters }) => {
      const { version, answer } = await compareHit(platform, actor, parameters.caseId);
      return { status: 200, version, body: answer };
    },
    giveVerdict: (request) => giveVerdict(platform, commandOn(request), request.body),
  };
}
