import type { Language } from '#platform/localized-text.ts';

/**
 * A time as pages show it: day and hour in Asia/Shanghai, such as `11月23日 20:05` or `23 Nov, 20:05`.
 * @param at RFC 3339 text or an instant
 */
export function displayedTime(at: string | Date, language: Language): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'Asia/Shanghai',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
}
