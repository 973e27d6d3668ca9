import type { PermitRules } from '#platform/deployment/registry-permits.ts';

const DAY_MS = 86_400_000;

/** The day (`YYYY-MM-DD`) so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day so many months later; the last of that month where it has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  const first = Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), 1);
  return new Date(first + (Math.min(date, last.getUTCDate()) - 1) * DAY_MS).toISOString().slice(0, 10);
}

/** The last of so many working days; the first counts that comes after the day. */
export function workingDaysAfter(
  day: string,
  count: number,
  { holidays, workingWeekends }: Pick<PermitRules, 'holidays' | 'workingWeekends'>,
): string {
  let last = day;
  for (let left = count; left > 0;) {
    last = daysAfter(last, 1);
    const weekday = new Date(last).getUTCDay();
    const isWeekend = weekday === 0 || weekday === 6;
    if (isWeekend ? workingWeekends.includes(last) : !holidays.includes(last)) left--;
  }
  return last;
}
