import { preferredLanguage } from '#platform/http/preferred-language.ts';
import type { RouteReply } from '#platform/http/route.ts';
import type { Language } from '#platform/localized-text.ts';

/** What of a request decides how a report is shown. */
interface Preference {
  readonly accept: string;
  readonly acceptLanguage: string;
}

/** A report of a case, as data and as a page. */
interface ShownReport<Report> {
  readonly version: number;
  readonly report: Report;
  readonly page: (report: Report, language: Language) => string;
  /** The language of whoever prefers none that there is. */
  readonly fallback: Language;
}

/** The report as a page for a browser, and as JSON for everybody else. */
export function reportReply<Report>(
  { accept, acceptLanguage }: Preference,
  { version, report, page, fallback }: ShownReport<Report>,
): RouteReply {
  if (!/\btext\/html\b/.test(accept)) return { status: 200, version, body: report };
  return {
    status: 200,
    version,
    contentType: 'text/html; charset=utf-8',
    body: page(report, preferredLanguage(acceptLanguage, fallback)),
  };
}
