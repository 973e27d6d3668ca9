import type { OfficerActor } from '#platform/actor/actor.ts';
import { readCase } from '#platform/case/case-command.ts';
import { commandOn, idempotencyOfOfficer } from '#platform/http/officer-command.ts';
import type { RouteHandlers } from '#platform/http/route.ts';
import { reportReply } from '#platform/report/report-reply.ts';

import { addReport } from './commands/add-report.ts';
import { amend } from './commands/amend.ts';
import { closeCase } from './commands/close-case.ts';
import { confirmPhoto } from './commands/confirm-photo.ts';
import { openMissingPerson } from './commands/open-missing-person.ts';
import { publishAppeal } from './commands/publish-appeal.ts';
import { reopen } from './commands/reopen.ts';
import { reportFound } from './commands/report-found.ts';
import { reportSighting } from './commands/report-sighting.ts';
import { requestPhotoUpload } from './commands/request-photo-upload.ts';
import { reunite } from './commands/reunite.ts';
import { triageTip } from './commands/triage-tip.ts';
import { withdraw } from './commands/withdraw.ts';
import { withdrawAppeal } from './commands/withdraw-appeal.ts';
import { missingPersonCaseSchema } from './model/missing-person-case.ts';
import type { PhotoStore } from './photo/photo-store.ts';
import type { missingPersonRoutes } from './routes.ts';
import type { SearchPlatform } from './search-platform.ts';
import { afterActionReport } from './view/after-action-report.ts';
import { caseView } from './view/case-view.ts';
import { photoAddress } from './view/photo-address.ts';
import { reportPage } from './view/report-page.ts';
import { searchMap } from './view/search-map.ts';

/** Handlers of the missing persons' routes: each maps a request to one use case and its result to a reply. */
export function missingPersonHandlers(
  platform: SearchPlatform,
  photos: PhotoStore,
): RouteHandlers<typeof missingPersonRoutes> {
  return {
    openMissingPerson: (request) =>
      openMissingPerson(platform, request.actor, request.body, idempotencyOfOfficer(request)),
    addReport: (request) => addReport(platform, commandOn(request), request.body),
    amendMissingPerson: (request) => amend(platform, commandOn(request), request.body),
    requestPhotoUpload: (request) => requestPhotoUpload(platform, photos, commandOn(request), request.body),
    confirmPhoto: (request) => confirmPhoto(platform, photos, commandOn(request), request.parameters.photoId),
    reportSighting: (request) => reportSighting(platform, commandOn(request), request.body),
    publishAppeal: (request) => publishAppeal(platform, commandOn(request), request.body),
    withdrawAppeal: (request) => withdrawAppeal(platform, commandOn(request)),
    triageTip: (request) => triageTip(platform, commandOn(request), request.parameters.tipId, request.body),
    reportFound: (request) => reportFound(platform, commandOn(request), request.body),
    reunite: (request) => reunite(platform, commandOn(request), request.body),
    withdrawReport: (request) => withdraw(platform, commandOn(request), request.body),
    reopenCase: (request) => reopen(platform, commandOn(request), request.body),
    closeCase: (request) => closeCase(platform, commandOn(request), request.body),
    ...readHandlers(platform, photos),
  };
}

type ReadRoute = 'readMissingPerson' | 'readPhoto' | 'readSearchMap' | 'readReport';

function readHandlers(
  platform: SearchPlatform,
  photos: PhotoStore,
): Pick<RouteHandlers<typeof missingPersonRoutes>, ReadRoute> {
  const read = ({ actor, parameters, query }: ReadRequest) =>
    readCase(platform, actor, 'case.read', parameters.caseId, missingPersonCaseSchema, query.purpose);
  return {
    readMissingPerson: async (request) => {
      const state = await read(request);
      return { status: 200, version: state.version, body: await caseView(platform, state) };
    },
    readPhoto: async (request) => {
      const { caseId, version } = await read(request);
      const { photoId } = request.parameters;
      return { status: 200, version, body: await photoAddress(platform, photos, caseId, photoId) };
    },
    readSearchMap: async (request) => {
      const state = await read(request);
      return { status: 200, version: state.version, body: await searchMap(platform, state) };
    },
    readReport: async (request) => {
      const state = await read(request);
      const { version } = state;
      const report = await afterActionReport(platform, state);
      const fallback = platform.deployment.language;
      return reportReply(request, { version, report, page: reportPage, fallback });
    },
  };
}

interface ReadRequest {
  readonly actor: OfficerActor;
  readonly parameters: { readonly caseId: string };
  readonly query: { readonly purpose?: string | undefined };
}
