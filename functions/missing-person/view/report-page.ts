import type { ActorRecord } from '#platform/actor/actor.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';
import { html, type SafeHtml } from '#platform/http/html.ts';
import { page } from '#platform/http/page.ts';
import { table } from '#platform/http/table.ts';
import type { Language } from '#platform/localized-text.ts';
import { catalogue } from '#platform/messages/catalogue.ts';
import {
  categoryLabels,
  conditionLabels,
  outcomeLabels,
  sexLabels,
} from '#functions/missing-person/model/labels.ts';

import type { AfterActionReport } from './after-action-report-schema.ts';
import { eventLabel } from './event-labels.ts';
import { reportWords, type ReportWords } from './report-words.ts';

/** What every part of the page is written with. */
interface Wording {
  readonly language: Language;
  readonly words: ReportWords;
  readonly stationName: (stationId: string) => string;
}

/** The report as a page to print. */
export function reportPage(report: AfterActionReport, language: Language): string {
  const words = reportWords[language];
  const names = new Map(report.stations.map(({ stationId, name }) => [stationId, name[language]]));
  const wording: Wording = { language, words, stationName: (id) => names.get(id) ?? id };
  return page({
    title: words.title,
    language,
    drill: report.drill,
    body: html`
      <p class="quiet">${report.caseId} · ${words.drawnUp} ${shanghaiTime(report.generatedAt, language)}</p>
      ${summary(report, wording)} ${responses(report, wording)} ${tasks(report, wording)}
      ${messages(report, wording)} ${timeline(report, wording)}
    `,
  });
}

function summary(report: AfterActionReport, { language, words, stationName }: Wording): SafeHtml {
  const { details, found, reunion, durations } = report;
  const { person } = details;
  const facts: [string, string | undefined][] = [
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
  ];
  return html`<dl>
    ${facts.map(
      ([term, value]) =>
        value !== undefined &&
        html`<dt>${term}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function responses(
  { stations }: AfterActionReport,
  { language, words, stationName }: Wording,
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

function tasks({ stations }: AfterActionReport, { words, stationName }: Wording): SafeHtml | undefined {
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

function messages(
  report: AfterActionReport,
  { language, words, stationName }: Wording,
): SafeHtml | undefined {
  const rows = report.messages.map(
    ({ claimedAt, stationId, channel, kind, officerId, outcome }) =>
      html`<tr>
        <td>${shanghaiTime(claimedAt, language)}</td>
        <td>${stationName(stationId)}</td>
        <td>${channel === 'topic' ? words.wholeStation : (officerId ?? words.nobodyOnDuty)}</td>
        <td>${catalogue[kind].subject[language]}</td>
        <td>${words.deliveryOutcome[outcome]}</td>
      </tr>`,
  );
  return table(words.messages, [words.time, words.station, words.to, words.message, words.outcome], rows);
}

function timeline(
  report: AfterActionReport,
  { language, words, stationName }: Wording,
): SafeHtml | undefined {
  const rows = report.timeline.map(
    ({ at, type, by }) =>
      html`<tr>
        <td>${shanghaiTime(at, language)}</td>
        <td>${eventLabel(type)[language]}</td>
        <td>${actorName(by, words, stationName)}</td>
      </tr>`,
  );
  return table(words.timeline, [words.time, words.event, words.who], rows);
}

function actorName(by: ActorRecord, words: ReportWords, stationName: (stationId: string) => string): string {
  if (by.kind === 'officer') return `${stationName(by.stationId)} ${by.officerId}`;
  return by.kind === 'public' ? words.public : words.system;
}
