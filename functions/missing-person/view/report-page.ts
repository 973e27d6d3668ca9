import { shanghaiTime } from '#platform/messages/shanghai-time.ts';
import { html, type SafeHtml } from '#platform/http/html.ts';
import { table } from '#platform/http/table.ts';
import type { Language } from '#platform/localized-text.ts';
import { catalogue } from '#platform/messages/catalogue.ts';
import { factList, reportDocument, type Wording } from '#platform/report/report-document.ts';
import { messageTable, timelineTable } from '#platform/report/report-tables.ts';
import {
  categoryLabels,
  conditionLabels,
  outcomeLabels,
  sexLabels,
} from '#functions/missing-person/model/labels.ts';

import type { AfterActionReport } from './after-action-report-schema.ts';
import { eventLabel } from './event-labels.ts';
import { reportWords, type ReportWords } from './report-words.ts';

/** The report as a page to print. */
export function reportPage(report: AfterActionReport, language: Language): string {
  return reportDocument(
    report,
    language,
    reportWords[language],
    (wording) => html`
      ${summary(report, wording)} ${responses(report, wording)} ${tasks(report, wording)}
      ${messageTable(report, wording)} ${timelineTable(report, wording, eventLabel)}
    `,
  );
}

function summary(
  report: AfterActionReport,
  { language, words, stationName }: Wording<ReportWords>,
): SafeHtml {
  const { details, found, reunion, durations } = report;
  const { person } = details;
  return factList([
    [words.category, categoryLabels[details.category][language]],
    [words.name, person.name],
    [words.sex, person.sex && sexLabels[person.sex][language]],
    [words.age, person.ageYears === undefined ? undefined : String(person.ageYears)],
    [words.clothing, person.clothing],
    [words.lastSeen, details.lastSeen.placeDescription],
    [words.stations, [report.requestingStationId, report.assistingStationId].map(stationName).join(' · ')],
    [words.opened, shanghaiTime(report.openedAt, language)],
    [
      words.found,
      found && `${shanghaiTime(found.at, language)} · ${conditionLabels[found.condition][language]}`,
    ],
    [words.foundAt, found?.placeDescription],
    [words.reunited, reunion && shanghaiTime(reunion.at, language)],
    [
      words.toFound,
      durations.toFoundSeconds === undefined ? undefined : words.duration(durations.toFoundSeconds),
    ],
    [words.outcome, report.outcome && outcomeLabels[report.outcome][language]],
    [words.plans, String(report.plans)],
  ]);
}

function responses(
  { stations }: AfterActionReport,
  { language, words, stationName }: Wording<ReportWords>,
): SafeHtml | undefined {
  const rows = stations
    .flatMap((station) => station.responses)
    .map(
      ({ kind, stationId, alertedAt, seconds, level, status }) =>
        html`<tr>
          <td>${stationName(stationId)}</td>
          <td>${catalogue[kind].subject[language]}</td>
          <td>${shanghaiTime(alertedAt, language)}</td>
          <td>${seconds === undefined ? words.legStatus[status] : words.duration(seconds)}</td>
          <td>${level < 0 ? words.unasked : String(level + 1)}</td>
        </tr>`,
    );
  return table(
    words.responses,
    [words.station, words.alert, words.alerted, words.answered, words.level],
    rows,
  );
}

function tasks(
  { stations }: AfterActionReport,
  { words, stationName }: Wording<ReportWords>,
): SafeHtml | undefined {
  const rows = stations
    .filter(({ counts }) => counts.tasks > 0)
    .map(
      ({ stationId, counts }) =>
        html`<tr>
          <td>${stationName(stationId)}</td>
          <td>${counts.tasks}</td>
          <td>${counts.done}</td>
          <td>${counts.withFinding}</td>
          <td>${counts.overdue}</td>
          <td>${counts.cancelled + counts.superseded}</td>
        </tr>`,
    );
  const columns = [words.station, words.given, words.done, words.withFinding, words.overdue, words.dropped];
  return table(words.tasks, columns, rows);
}
