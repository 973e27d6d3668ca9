import type { OfficerActor } from '#platform/actor/actor.ts';
import { readCase } from '#platform/case/case-command.ts';
import { commandOn, idempotencyOfOfficer } from '#platform/http/officer-command.ts';
import type { RouteHandlers } from '#platform/http/route.ts';
import { reportReply } from '#platform/report/report-reply.ts';

import { appoint } from './commands/appoint.ts';
import { approve } from './commands/approve.ts';
import { cancelTransfer, closeTransfer } from './commands/end-transfer.ts';
import { recapture, reportEscape } from './commands/escape.ts';
import { freeByOrder } from './commands/free-by-order.ts';
import { clearMedically, reportMedicalEmergency } from './commands/medical.ts';
import { assessEscortRisks, listProperty, recordDocuments, recordHealthCheck } from './commands/prepare.ts';
import { receive, refuseReceipt } from './commands/receive.ts';
import { recordDuty, recordExtension, recordMeasure, recordTravel } from './commands/record-legal.ts';
import { release } from './commands/release.ts';
import { requestApproval } from './commands/request-approval.ts';
import { custodyExport, custodyHeads } from './custody/custody-export.ts';
import { signSeenHead } from './custody/sign-seen-head.ts';
import { transferCaseSchema } from './model/transfer-case.ts';
import { openTransfer } from './open-transfer.ts';
import type { transferRoutes } from './routes.ts';
import type { TransferPlatform } from './transfer-platform.ts';
import { caseView } from './view/case-view.ts';
import { reportPage } from './view/report-page.ts';
import { transferReport } from './view/transfer-report.ts';

/** Handlers of the transfers' routes: each maps a request to one use case and its result to a reply. */
export function transferHandlers(platform: TransferPlatform): RouteHandlers<typeof transferRoutes> {
  return {
    openTransfer: (request) =>
      openTransfer(platform, request.actor, request.body, idempotencyOfOfficer(request)),
    recordTransferDocuments: (request) => recordDocuments(platform, commandOn(request), request.body),
    recordHealthCheck: (request) => recordHealthCheck(platform, commandOn(request), request.body),
    listProperty: (request) => listProperty(platform, commandOn(request), request.body),
    assessEscortRisks: (request) => assessEscortRisks(platform, commandOn(request), request.body),
    recordMeasure: (request) => recordMeasure(platform, commandOn(request), request.body),
    recordDuty: (request) => recordDuty(platform, commandOn(request), request.body),
    recordExtension: (request) => recordExtension(platform, commandOn(request), request.body),
    recordTravel: (request) => recordTravel(platform, commandOn(request), request.body),
    requestTransferApproval: (request) => requestApproval(platform, commandOn(request)),
    approveTransfer: (request) => approve(platform, commandOn(request), request.body),
    appointHandover: (request) => appoint(platform, commandOn(request), request.body),
    releaseSuspect: (request) => release(platform, commandOn(request), request.body),
    receiveSuspect: (request) => receive(platform, commandOn(request), request.body),
    refuseReceipt: (request) => refuseReceipt(platform, commandOn(request), request.body),
    reportEscape: (request) => reportEscape(platform, commandOn(request), request.body),
    recaptureSuspect: (request) => recapture(platform, commandOn(request), request.body),
    reportMedicalEmergency: (request) => reportMedicalEmergency(platform, commandOn(request), request.body),
    clearMedically: (request) => clearMedically(platform, commandOn(request), request.body),
    freeByOrder: (request) => freeByOrder(platform, commandOn(request), request.body),
    cancelTransfer: (request) => cancelTransfer(platform, commandOn(request), request.body),
    closeTransfer: (request) => closeTransfer(platform, commandOn(request), request.body),
    ...readHandlers(platform),
  };
}

type ReadRoute = 'readTransfer' | 'readCustody' | 'readCustodyHeads' | 'readTransferReport';

interface ReadRequest {
  readonly actor: OfficerActor;
  readonly parameters: { readonly caseId: string };
  readonly query: { readonly purpose?: string | undefined };
}

function readHandlers(platform: TransferPlatform): Pick<RouteHandlers<typeof transferRoutes>, ReadRoute> {
  const read = ({ actor, parameters, query }: ReadRequest) =>
    readCase(platform, actor, 'case.read', parameters.caseId, transferCaseSchema, query.purpose);
  return {
    readTransfer: async (request) => {
      const state = await read(request);
      return { status: 200, version: state.version, body: await caseView(platform, state) };
    },
    readCustody: async (request) => {
      const state = await read(request);
      await signSeenHead(platform, state, request.actor);
      return { status: 200, version: state.version, body: await custodyExport(platform, state.caseId) };
    },
    readCustodyHeads: async (request) => {
      const state = await read(request);
      return { status: 200, version: state.version, body: await custodyHeads(platform, state) };
    },
    readTransferReport: async (request) => {
      const state = await read(request);
      const { version } = state;
      const report = await transferReport(platform, state);
      const fallback = platform.deployment.language;
      return reportReply(request, { version, report, page: reportPage, fallback });
    },
  };
}
