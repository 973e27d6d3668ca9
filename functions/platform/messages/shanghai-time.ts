import type { Language } from '#platform/localized-text.ts';

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  'zh-CN': shortFormat('zh-CN', '2-digit'),
  en: shortFormat('en-GB', 'short'),
};

/** Day and minute of an instant in Asia/Shanghai, as short as can be: `11/23 16:40`, `23 Nov, 16:40`. */
export function shanghaiTime(instant: string, language: Language): string {
  return formats[language].format(new Date(instant));
}

function shortFormat(locale: string, month: '2-digit' | 'short'): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'Asia/Shanghai',
    month,
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

const days = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day of an instant in Asia/Shanghai, `YYYY-MM-DD`. */
export function shanghaiDay(instant: Date): string {
  return days.format(instant);
}
