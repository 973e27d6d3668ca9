import { languages, type Language } from '#platform/localized-text.ts';

/**
 * The language of a page for a browser's `Accept-Language`: the first it names that pages exist in, in its own order
 * (a browser lists its languages by preference), else `fallback`.
 */
export function preferredLanguage(acceptLanguage: string, fallback: Language): Language {
  for (const range of acceptLanguage.split(',')) {
    const wanted = primaryTag(range.split(';')[0] ?? '');
    const language = languages.find((known) => primaryTag(known) === wanted);
    if (language !== undefined) return language;
  }
  return fallback;
}

function primaryTag(tag: string): string {
  return tag.trim().split('-')[0]?.toLowerCase() ?? '';
}
