import { html, type SafeHtml } from '#platform/http/html.ts';
import { table } from '#platform/http/table.ts';
import type { Language } from '#platform/localized-text.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';
import { factList, reportDocument, type Wording } from '#platform/report/report-document.ts';
import { messageTable, responseTable, timelineTable } from '#platform/report/report-tables.ts';
import { sourceGrades } from '#functions/investigation/model/grading.ts';

import { eventLabel } from './event-labels.ts';
import type { InvestigationReport } from './investigation-report-schema.ts';
import { reportWords, type ReportWords } from './report-words.ts';
import { taskTable } from './task-table.ts';

/** The report as a page to print. */
export function reportPage(report: InvestigationReport, language: Language): string {
  return reportDocument(
    report,
    language,
    reportWords[language],
    (wording) => html`
      ${emergencies(report, wording)} ${summary(report, wording)} ${steps(report, wording)}
      ${leads(report, wording)} ${notes(report, wording)} ${taskTable(report, wording)}
      ${responseTable(report, wording)} ${messageTable(report, wording)}
      ${timelineTable(report, wording, eventLabel)}
    `,
  );
}

/** Above everything else: what was done before its papers. */
function emergencies(
  { emergencySteps, steps }: InvestigationReport,
  { words }: Wording<ReportWords>,
): SafeHtml | false {
  const lines = emergencySteps.map(({ stepId, papers, localOfficerPresent }) => {
    const kind = steps.find((step) => step.stepId === stepId)?.kind;
    return html`<li>
      ${kind && words.stepKinds[kind]} · ${words.papers[papers]}
      ${!localOfficerPresent && ` · ${words.noLocalOfficer}`}
    </li>`;
  });
  return (
    lines.length > 0 &&
    html`<div class="warning">
      ${words.emergencyWarning}
      <ul>
        ${lines}
      </ul>
    </div>`
  );
}

function summary(
  report: InvestigationReport,
  { language, words, stationName }: Wording<ReportWords>,
): SafeHtml {
  const { offence, suspect, legalBasis, cooperation, location, arrest, transfer, closure } = report;
  const time = (instant: string) => shanghaiTime(instant, language);
  return factList([
    [words.offence, offence.text],
    [words.happened, `${time(offence.happenedAt)} · ${offence.place.description}`],
    [words.suspect, suspect.name ?? words.unnamed],
    [words.facts, report.facts],
    [words.legalBasis, `${legalBasis.law} ${legalBasis.article}`],
    [words.stations, [report.requestingStationId, report.assistingStationId].map(stationName).join(' · ')],
    [words.opened, time(report.openedAt)],
    [words.letter, cooperation && `${cooperation.letterNumber} · ${time(cooperation.requestedAt)}`],
    [words.status, words.statuses[report.status]],
    [words.located, location && `${time(location.at)} · ${location.place}`],
    [words.arrested, arrest && `${time(arrest.at)} · ${arrest.place} · ${stationName(arrest.stationId)}`],
    [words.transfer, transfer?.transferId],
    [words.outcome, report.outcome && words.outcomes[report.outcome]],
    [words.consented, closure && time(closure.consentedAt)],
  ]);
}

function steps(
  report: InvestigationReport,
  { language, words, stationName }: Wording<ReportWords>,
): SafeHtml | undefined {
  const rows = report.steps.map(
    ({ kind, place, status, decisions, execution, emergency }) =>
      html`<tr>
        <td>${words.stepKinds[kind]} ${emergency !== undefined && `(${words.emergencies})`}</td>
        <td>${place}</td>
        <td>${words.stepStatuses[status]}</td>
        <td>
          ${decisions.map(
            ({ stationId, officerId, decision }) =>
              html`${stationName(stationId)} ${officerId} ${words[decision]}<br />`,
          )}
        </td>
        <td>${execution && shanghaiTime(execution.at, language)}</td>
      </tr>`,
  );
  return table(words.steps, [words.kind, words.place, words.status, words.approvals, words.executed], rows);
}

function leads(
  report: InvestigationReport,
  { language, words, stationName }: Wording<ReportWords>,
): SafeHtml | undefined {
  const rows = report.leads.map(
    (lead) =>
      html`<tr>
        <td>${shanghaiTime(lead.at, language)}</td>
        <td>${stationName(lead.stationId)}</td>
        <td>${words.leadKinds[lead.kind]}</td>
        ${
          'restricted' in lead
            ? html`<td colspan="3">${words.restricted}</td>`
            : html`<td>
                  ${lead.grading.source}${lead.grading.intelligence}${lead.grading.handling}
                  ${sourceGrades[lead.grading.source][language]}
                </td>
                <td>${lead.source}</td>
                <td>${lead.text} ${lead.handlingConditions}</td>`
        }
      </tr>`,
  );
  const columns = [words.time, words.station, words.kind, words.grade, words.source, words.text];
  return table(words.leads, columns, rows);
}

function notes(
  report: InvestigationReport,
  { language, words, stationName }: Wording<ReportWords>,
): SafeHtml | undefined {
  const rows = report.notes.map(
    (note) =>
      html`<tr>
        <td>${shanghaiTime(note.at, language)}</td>
        <td>${stationName(note.stationId)}</td>
        <td>${words.noteKinds[note.kind]}</td>
        ${
          'restricted' in note
            ? html`<td colspan="2">${words.restricted}</td>`
            : html`<td>${note.text}</td>
                <td>${note.leadIds.length}</td>`
        }
      </tr>`,
  );
  return table(words.notes, [words.time, words.station, words.kind, words.text, words.basedOn], rows);
}
