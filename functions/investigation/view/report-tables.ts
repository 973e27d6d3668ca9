import type { ActorRecord } from '#platform/actor/actor.ts';
import { html, type SafeHtml } from '#platform/http/html.ts';
import { table } from '#platform/http/table.ts';
import type { Language } from '#platform/localized-text.ts';
import { catalogue } from '#platform/messages/catalogue.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';

import { eventLabel } from './event-labels.ts';
import type { InvestigationReport } from './investigation-report-schema.ts';
import type { ReportWords } from './report-words.ts';

/** What every part of the page is written with. */
export interface Wording {
  readonly language: Language;
  readonly words: ReportWords;
  readonly stationName: (stationId: string) => string;
}

/** What each station was to do and did. */
export function taskTable(
  { stations }: InvestigationReport,
  { words, stationName }: Wording,
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
          <td>${counts.dropped}</td>
        </tr>`,
    );
  const columns = [words.station, words.given, words.done, words.withFinding, words.overdue, words.dropped];
  return table(words.tasks, columns, rows);
}

/** How long each station took to answer. */
export function responseTable(
  { stations }: InvestigationReport,
  { language, words, stationName }: Wording,
): SafeHtml | undefined {
  const rows = stations
    .flatMap((station) => station.responses)
    .map(
      ({ kind, stationId, alertedAt, seconds }) =>
        html`<tr>
          <td>${stationName(stationId)}</td>
          <td>${catalogue[kind].subject[language]}</td>
          <td>${shanghaiTime(alertedAt, language)}</td>
          <td>${seconds ?? words.unanswered}</td>
        </tr>`,
    );
  return table(words.responses, [words.station, words.call, words.time, words.answered], rows);
}

/** Every attempt to reach somebody. */
export function messageTable(
  report: InvestigationReport,
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
  return table(words.messages, [words.time, words.station, words.to, words.call, words.result], rows);
}

/** What happened, by whom. */
export function timelineTable(
  report: InvestigationReport,
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
  return by.kind === 'officer' ? `${stationName(by.stationId)} ${by.officerId}` : words.system;
}
