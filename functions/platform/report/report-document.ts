import { html, type SafeHtml } from '#platform/http/html.ts';
import { page } from '#platform/http/page.ts';
import type { Language, LocalizedText } from '#platform/localized-text.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';

/** What every part of a report's page is written with. */
export interface Wording<Words> {
  readonly language: Language;
  readonly words: Words;
  readonly stationName: (stationId: string) => string;
}

/** What a report of any kind of case says of itself. */
interface ReportHead {
  readonly caseId: string;
  readonly drill: boolean;
  readonly generatedAt: string;
  readonly stations: readonly { readonly stationId: string; readonly name: LocalizedText }[];
}

/** The report of a case as a page to print: its head, and the parts that `write` writes. */
export function reportDocument<Words extends { readonly title: string; readonly drawnUp: string }>(
  { caseId, drill, generatedAt, stations }: ReportHead,
  language: Language,
  words: Words,
  write: (wording: Wording<Words>) => SafeHtml,
): string {
  const names = new Map(stations.map(({ stationId, name }) => [stationId, name[language]]));
  return page({
    title: words.title,
    language,
    drill,
    body: html`
      <p class="quiet">${caseId} · ${words.drawnUp} ${shanghaiTime(generatedAt, language)}</p>
      ${write({ language, words, stationName: (id) => names.get(id) ?? id })}
    `,
  });
}

/** Facts under their terms; those that are not known are left out. */
export function factList(facts: readonly (readonly [term: string, fact: string | undefined])[]): SafeHtml {
  return html`<dl>
    ${facts.map(
      ([term, fact]) =>
        fact !== undefined &&
        html`<dt>${term}</dt>
          <dd>${fact}</dd>`,
    )}
  </dl>`;
}
