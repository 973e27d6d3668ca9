import { html, type SafeHtml } from '#platform/http/html.ts';
import { table } from '#platform/http/table.ts';
import type { Language } from '#platform/localized-text.ts';
import { factList, reportDocument, type Wording } from '#platform/report/report-document.ts';
import { actorName, messageTable, responseTable, timelineTable } from '#platform/report/report-tables.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';

import { eventLabel } from './event-labels.ts';
import { reportWords, type ReportWords } from './report-words.ts';
import type { TransferReport } from './transfer-report-schema.ts';

/** The report as a page to print. */
export function reportPage(report: TransferReport, language: Language): string {
  return reportDocument(
    report,
    language,
    reportWords[language],
    (wording) => html`
      ${summary(report, wording)} ${clock(report, wording)} ${chain(report, wording)}
      ${property(report, wording)} ${responseTable(report, wording)} ${messageTable(report, wording)}
      ${timelineTable(report, wording, eventLabel)}
    `,
  );
}

function summary(report: TransferReport, { language, words, stationName }: Wording<ReportWords>): SafeHtml {
  const { suspect, legalGrounds, legal, custody, receipt, appointment } = report;
  const { custodian } = custody;
  return factList([
    [words.suspect, suspect.name ?? words.unnamed],
    [words.grounds, `${legalGrounds.text} · ${legalGrounds.documentNumber}`],
    [words.stations, [report.assistingStationId, report.requestingStationId].map(stationName).join(' · ')],
    [words.arrest, report.emergencyArrest && words.inEmergency],
    [words.deprived, shanghaiTime(legal.deprivedOfLibertyAt, language)],
    [words.status, words.statuses[report.status]],
    [words.custodian, custodian.kind === 'station' ? stationName(custodian.stationId) : words.nobody],
    [words.appointment, appointment && `${shanghaiTime(appointment.at, language)} · ${appointment.place}`],
    [words.receipt, receipt && shanghaiTime(receipt.at, language)],
    [words.objections, receipt?.health.decision === 'objected' ? receipt.health.objection : undefined],
  ]);
}

function clock(report: TransferReport, { language, words }: Wording<ReportWords>): SafeHtml | undefined {
  const rows = report.clock.deadlines.map((deadline) => {
    const { name, readingName, dueAt, binding, citation } = deadline;
    return html`<tr>
      <td>${name[language]}</td>
      <td>${readingName[language]}</td>
      <td>${shanghaiTime(dueAt, language)} ${binding && `(${words.binding})`}</td>
      <td>${outcomeOf(deadline, report, words)}</td>
      <td>
        ${citation.law} ${citation.article} ${!citation.verification.verified && `(${words.unverified})`}
      </td>
    </tr>`;
  });
  return table(words.clock, [words.limit, words.reading, words.due, words.met, words.article], rows);
}

/** What became of a time limit; one that nothing has ended is late as soon as it is over. */
function outcomeOf(
  { met, dueAt }: TransferReport['clock']['deadlines'][number],
  { clock: { running }, closedAt, generatedAt }: TransferReport,
  words: ReportWords,
): string {
  const late = met?.late ?? Date.parse(dueAt) <= Date.parse(closedAt ?? generatedAt);
  if (late) return words.late;
  if (met !== undefined) return words.inTime;
  return running ? words.running : words.stopped;
}

function chain(
  report: TransferReport,
  { language, words, stationName }: Wording<ReportWords>,
): SafeHtml | undefined {
  const rows = report.chain.map(
    ({ sequence, facts: { at, type, by, custodian } }) =>
      html`<tr>
        <td>${sequence}</td>
        <td>${shanghaiTime(at, language)}</td>
        <td>${eventLabel(labelOfEntry[type] ?? type)[language]}</td>
        <td>${actorName(by, { words, stationName })}</td>
        <td>${custodian.kind === 'station' ? stationName(custodian.stationId) : words.nobody}</td>
      </tr>`,
  );
  return table(words.chain, [words.number, words.time, words.event, words.who, words.custodian], rows);
}

/** Entries of the chain whose event on the timeline has another name. */
const labelOfEntry: Readonly<Record<string, string>> = {
  takenIntoCustody: 'opened',
  medicalCleared: 'medicallyCleared',
};

function property(
  { preparation, receipt }: TransferReport,
  { words }: Wording<ReportWords>,
): SafeHtml | undefined {
  const rows = preparation.property.map(({ itemId, description, quantity }) => {
    const verdict = receipt?.property.find((each) => each.itemId === itemId);
    const said = verdict?.decision === 'objected' ? verdict.objection : words.confirmed;
    return html`<tr>
      <td>${itemId}</td>
      <td>${description}</td>
      <td>${quantity}</td>
      <td>${verdict === undefined ? words.notReceived : said}</td>
    </tr>`;
  });
  return table(words.property, [words.number, words.thing, words.quantity, words.verdict], rows);
}
