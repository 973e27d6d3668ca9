import type { OfficerActor } from '#platform/actor/actor.ts';
import { readCase } from '#platform/case/case-command.ts';
import { commandOn } from '#platform/http/officer-command.ts';
import type { RouteHandlers } from '#platform/http/route.ts';
import { reportReply } from '#platform/report/report-reply.ts';

import { giveVerdict } from './commands/give-verdict.ts';
import type { HitPlatform } from './hit-platform.ts';
import { hitCaseSchema } from './model/hit-case.ts';
import type { registryHitRoutes } from './routes.ts';
import { compareHit } from './view/comparison.ts';
import { hitReport } from './view/hit-report.ts';
import { hitView } from './view/hit-view.ts';
import { reportPage } from './view/report-page.ts';

interface ReadRequest {
  readonly actor: OfficerActor;
  readonly parameters: { readonly caseId: string };
  readonly query: { readonly purpose?: string | undefined };
}

/** Handlers of the hits' routes: each maps a request to one use case and its result to a reply. */
export function registryHitHandlers(platform: HitPlatform): RouteHandlers<typeof registryHitRoutes> {
  const read = ({ actor, parameters, query }: ReadRequest) =>
    readCase(platform, actor, 'case.read', parameters.caseId, hitCaseSchema, query.purpose);
  return {
    readRegistryHit: async (request) => {
      const state = await read(request);
      return { status: 200, version: state.version, body: await hitView(platform, state) };
    },
    readRegistryHitReport: async (request) => {
      const state = await read(request);
      const report = await hitReport(platform, state);
      const fallback = platform.deployment.language;
      return reportReply(request, { version: state.version, report, page: reportPage, fallback });
    },
    compareRegistryHit: async ({ actor, parameters }) => {
      const { version, answer } = await compareHit(platform, actor, parameters.caseId);
      return { status: 200, version, body: answer };
    },
    giveVerdict: (request) => giveVerdict(platform, commandOn(request), request.body),
  };
}
