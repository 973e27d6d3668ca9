import { html, type SafeHtml } from '#platform/http/html.ts';
import { table } from '#platform/http/table.ts';
import type { Language } from '#platform/localized-text.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';
import { factList, reportDocument, type Wording } from '#platform/report/report-document.ts';
import { actorName, messageTable, responseTable, timelineTable } from '#platform/report/report-tables.ts';

import { eventLabel } from './event-labels.ts';
import type { HitReport } from './hit-report-schema.ts';
import { reportWords, type ReportWords } from './report-words.ts';

/** The report as a page to print. */
export function reportPage(report: HitReport, language: Language): string {
  return reportDocument(
    report,
    language,
    reportWords[language],
    (wording) => html`
      ${summary(report, wording)} ${findings(report, wording)} ${responseTable(report, wording)}
      ${messageTable(report, wording)} ${timelineTable(report, wording, eventLabel)}
    `,
  );
}

function summary(report: HitReport, { language, words, stationName }: Wording<ReportWords>): SafeHtml {
  const { requestingStationId, assistingStationId, outcome, closedAt, followUp } = report;
  return factList([
    [words.resident, report.residentId],
    [words.notice, report.noticeId],
    [words.score, String(report.score)],
    [words.reasons, report.reasons.map((reason) => words.reasonTexts[reason]).join(' · ')],
    [words.stations, [requestingStationId, assistingStationId].map(stationName).join(' · ')],
    [words.opened, shanghaiTime(report.openedAt, language)],
    [words.verifyUntil, shanghaiTime(report.verifyUntil, language)],
    [words.outcome, outcome === undefined ? words.verifying : words.outcomes[outcome]],
    [words.closed, closedAt && shanghaiTime(closedAt, language)],
    [words.followUp, followUp?.caseId],
  ]);
}

function findings(report: HitReport, wording: Wording<ReportWords>): SafeHtml | undefined {
  const { language, words } = wording;
  const rows = report.findings.map(
    ({ at, by, verdict, checkedBy }) =>
      html`<tr>
        <td>${shanghaiTime(at, language)}</td>
        <td>${actorName(by, wording)}</td>
        <td>${words.verdicts[verdict]}</td>
        <td>${checkedBy.map((each) => words.checks[each]).join(' · ')}</td>
      </tr>`,
  );
  return table(words.findings, [words.time, words.who, words.verdict, words.checkedBy], rows);
}
