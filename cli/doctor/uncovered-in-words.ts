const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A time as long as this is as long as was looked at. */
const ALWAYS_MS = 28 * DAY_MS;
/** So many different times are listed; more are counted. */
const LISTED = 5;

/** A time, `to` not included. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

const day = format({ weekday: 'short', day: '2-digit', month: 'short' });
const weekday = format({ weekday: 'short' });
const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const week = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Times in Asia/Shanghai for a person to read: what recurs is said once (`every day 02:00–08:00`, `Sat, Sun
 * 08:00–20:00`), what lasts more than a day with its dates.
 */
export function uncoveredInWords(intervals: readonly Interval[]): string {
  if (intervals.some((interval) => lengthOf(interval) >= ALWAYS_MS)) return 'at any hour';
  const longer = intervals.filter((interval) => lengthOf(interval) >= DAY_MS);
  const byClock = Map.groupBy(
    intervals.filter((interval) => lengthOf(interval) < DAY_MS),
    ({ from, to }) => `${clock.format(new Date(from))}–${clock.format(new Date(to))}`,
  );
  const said = [
    ...longer.map(({ from, to }) => `${instant(from)} to ${instant(to)}`),
    ...[...byClock].map(([times, recurring]) => `${daysOf(recurring)} ${times}`),
  ];
  const more = said.length - LISTED;
  return [...said.slice(0, LISTED), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** The times in which all of the given lists have none covered, in order. */
export function commonIntervals(lists: readonly (readonly Interval[])[]): Interval[] {
  const [first = [], ...others] = lists;
  return others.reduce<Interval[]>(
    (common, list) => common.flatMap((one) => list.flatMap((other) => overlap(one, other))),
    [...first],
  );
}

function overlap(one: Interval, other: Interval): Interval[] {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return from < to ? [{ from, to }] : [];
}

function daysOf(intervals: readonly Interval[]): string {
  const names = new Set(intervals.map(({ from }) => weekday.format(new Date(from))));
  if (names.size === week.length) return 'every day';
  if (intervals.length === 1) return intervals.map(({ from }) => day.format(new Date(from))).join('');
  return week.filter((name) => names.has(name)).join(', ');
}

function instant(text: string): string {
  const at = new Date(text);
  return `${day.format(at)} ${clock.format(at)}`;
}

function lengthOf({ from, to }: Interval): number {
  return Date.parse(to) - Date.parse(from);
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', ...options });
}
