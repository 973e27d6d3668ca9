import type { OfficerActor } from '#platform/actor/actor.ts';
import { readCase } from '#platform/case/case-command.ts';
import { commandOn, idempotencyOfOfficer } from '#platform/http/officer-command.ts';
import type { RouteHandlers } from '#platform/http/route.ts';
import { reportReply } from '#platform/report/report-reply.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';

import { addLead } from './commands/add-lead.ts';
import { addNote } from './commands/add-note.ts';
import { addSubject } from './commands/add-subject.ts';
import { amend } from './commands/amend.ts';
import { answerCooperation } from './commands/answer-cooperation.ts';
import { cancelStep } from './commands/cancel-step.ts';
import { consentClosing } from './commands/consent-closing.ts';
import { decideStep } from './commands/decide-step.ts';
import { executeStep } from './commands/execute-step.ts';
import { openInvestigation } from './commands/open-investigation.ts';
import { planArrest } from './commands/plan-arrest.ts';
import { proposeClosing } from './commands/propose-closing.ts';
import { recordArrest } from './commands/record-arrest.ts';
import { recordEmergencyStep } from './commands/record-emergency-step.ts';
import { refuseClosing } from './commands/refuse-closing.ts';
import { reportLocation } from './commands/report-location.ts';
import { reportLocationLost } from './commands/report-location-lost.ts';
import { requestCooperation } from './commands/request-cooperation.ts';
import { requestStep } from './commands/request-step.ts';
import { resume } from './commands/resume.ts';
import { submitPapers } from './commands/submit-papers.ts';
import { investigationCaseSchema } from './model/investigation-case.ts';
import type { investigationRoutes } from './routes.ts';
import { caseView } from './view/case-view.ts';
import { investigationReport } from './view/investigation-report.ts';
import { readLeads, readNotes, readSubjects } from './view/read-lists.ts';
import { reportPage } from './view/report-page.ts';

type Handlers = RouteHandlers<typeof investigationRoutes>;

/** Handlers of the investigations' routes: each maps a request to one use case and its result to a reply. */
export function investigationHandlers(platform: TransferPlatform): Handlers {
  return {
    openInvestigation: (request) =>
      openInvestigation(platform, request.actor, request.body, idempotencyOfOfficer(request)),
    amendInvestigation: (request) => amend(platform, commandOn(request), request.body),
    requestCooperation: (request) => requestCooperation(platform, commandOn(request), request.body),
    answerCooperation: (request) => answerCooperation(platform, commandOn(request), request.body),
    addLead: (request) => addLead(platform, commandOn(request), request.body),
    addSubject: (request) => addSubject(platform, commandOn(request), request.body),
    addNote: (request) => addNote(platform, commandOn(request), request.body),
    requestStep: (request) => requestStep(platform, commandOn(request), request.body),
    decideStep: (request) =>
      decideStep(platform, commandOn(request), request.parameters.stepId, request.body),
    cancelStep: (request) =>
      cancelStep(platform, commandOn(request), request.parameters.stepId, request.body),
    executeStep: (request) =>
      executeStep(platform, commandOn(request), request.parameters.stepId, request.body),
    recordEmergencyStep: (request) => recordEmergencyStep(platform, commandOn(request), request.body),
    submitPapers: (request) =>
      submitPapers(platform, commandOn(request), request.parameters.stepId, request.body),
    reportLocation: (request) => reportLocation(platform, commandOn(request), request.body),
    reportLocationLost: (request) => reportLocationLost(platform, commandOn(request), request.body),
    planArrest: (request) => planArrest(platform, commandOn(request), request.body),
    recordArrest: (request) => recordArrest(platform, commandOn(request), request.body),
    proposeClosing: (request) => proposeClosing(platform, commandOn(request), request.body),
    consentClosing: (request) => consentClosing(platform, commandOn(request), request.body),
    refuseClosing: (request) => refuseClosing(platform, commandOn(request), request.body),
    resumeInvestigation: (request) => resume(platform, commandOn(request), request.body),
    ...readHandlers(platform),
  };
}

type ReadRoute = 'readInvestigation' | 'readLeads' | 'readSubjects' | 'readNotes' | 'readInvestigationReport';

function readHandlers(platform: TransferPlatform): Pick<Handlers, ReadRoute> {
  const read = ({ actor, parameters, query }: ReadRequest) =>
    readCase(platform, actor, 'case.read', parameters.caseId, investigationCaseSchema, query.purpose);
  return {
    readInvestigation: async (request) => {
      const state = await read(request);
      return { status: 200, version: state.version, body: await caseView(platform, state) };
    },
    readLeads: async (request) => {
      const { caseId, version } = await read(request);
      return { status: 200, version, body: await readLeads(platform, caseId, request.actor, request.query) };
    },
    readSubjects: async (request) => {
      const { caseId, version } = await read(request);
      return { status: 200, version, body: await readSubjects(platform, caseId, request.query) };
    },
    readNotes: async (request) => {
      const { caseId, version } = await read(request);
      return { status: 200, version, body: await readNotes(platform, caseId, request.actor, request.query) };
    },
    readInvestigationReport: async (request) => {
      const state = await read(request);
      const { version } = state;
      const report = await investigationReport(platform, state, request.actor);
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
