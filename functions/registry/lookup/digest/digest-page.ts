import type { Deployment } from '#platform/deployment/deployment.ts';
import { html, type SafeHtml } from '#platform/http/html.ts';
import { page } from '#platform/http/page.ts';
import { table } from '#platform/http/table.ts';
import type { Language } from '#platform/localized-text.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';

import type { Digest } from './digest.ts';
import { digestWords } from './digest-words.ts';

/** The digest as a page to print: stations and purposes by their names. */
export function digestPage(digest: Digest, { stations, registry }: Deployment, language: Language): string {
  const words = digestWords[language];
  const stationName = (id: string) => stations.find((station) => station.id === id)?.name[language] ?? id;
  const purposeText = (id: string) =>
    registry.lookup.purposes.find((purpose) => purpose.id === id)?.text[language] ?? id;
  const cells = ({ stationId, officerId, purpose }: Digest['by'][number] | Digest['refusals'][number]) =>
    html`<td>${stationName(stationId)}</td>
      <td>${officerId}</td>
      <td>${purposeText(purpose)}</td>`;
  const event = (each: Digest['refusals'][number], what: string): SafeHtml =>
    html`<tr>
      <td>${shanghaiTime(each.at, language)}</td>
      ${cells(each)}
      <td>${what}</td>
    </tr>`;
  const whoColumns = [words.station, words.officer, words.purpose];
  return page({
    title: words.title,
    language,
    body: html`
      <p class="quiet">
        ${stationName(digest.stationId)} · ${digest.day} ${!digest.complete && ` · ${words.soFar}`}
      </p>
      <dl>
        ${(['lookups', 'residents', 'refused', 'unusual'] as const).map(
          (count) =>
            html`<dt>${words[count]}</dt>
              <dd>${digest[count]}</dd>`,
        )}
      </dl>
      ${table(
        words.unusual,
        [words.time, ...whoColumns, words.pattern],
        digest.outOfTheOrdinary.map((each) =>
          event({ ...each, reason: '' }, each.patterns.map((pattern) => words.patterns[pattern]).join(' · ')),
        ),
      )}
      ${
        table(
          words.who,
          [...whoColumns, words.lookups, words.shown, words.refused],
          digest.by.map(
            (row) =>
              html`<tr>
                ${cells(row)}
                <td>${row.lookups}</td>
                <td>${row.shown}</td>
                <td>${row.refused}</td>
              </tr>`,
          ),
        ) ?? html`<p>${words.nobody}</p>`
      }
      ${table(
        words.refused,
        [words.time, ...whoColumns, words.reason],
        digest.refusals.map((each) => event(each, words.reasons[each.reason] ?? each.reason)),
      )}
    `,
  });
}
