import { html, type SafeHtml } from '#platform/http/html.ts';
import { table } from '#platform/http/table.ts';
import type { Wording } from '#platform/report/report-document.ts';

import type { InvestigationReport } from './investigation-report-schema.ts';
import type { ReportWords } from './report-words.ts';

/** What each station was to do and did. */
export function taskTable(
  { stations }: InvestigationReport,
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
          <td>${counts.dropped}</td>
        </tr>`,
    );
  const columns = [words.station, words.given, words.done, words.withFinding, words.overdue, words.dropped];
  return table(words.tasks, columns, rows);
}
