/** A schedule expression cannot be understood. */
export class ScheduleExpressionError extends Error {
  override readonly name = 'ScheduleExpressionError';
}

/** When a schedule is due next, both in milliseconds since the epoch; undefined when never again. */
export type Schedule = (after: number) => number | undefined;

const minute = 60_000;
const unitMilliseconds: Readonly<Record<string, number>> = { minute, hour: 60 * minute, day: 1440 * minute };

/** How far ahead the next occurrence of a cron expression is looked for, in days. */
const cronHorizonDays = 1500;

/**
 * The schedule of `rate(5 minutes)` or `cron(0 8 * * ? *)` (UTC, as EventBridge rules have it). A rate counts from
 * the call before; L, W and # of cron expressions are not supported.
 * @throws ScheduleExpressionError naming the expression
 */
export function parseSchedule(expression: string): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const interval = Number(rate[1]) * (unitMilliseconds[rate[2] ?? ''] ?? 0);
    if (interval > 0) return (after) => after + interval;
  }
  const cron = /^cron\((.+)\)$/.exec(expression);
  if (cron?.[1] === undefined)
    throw new ScheduleExpressionError(`"${expression}" is no schedule known here.`);
  return cronSchedule(cron[1].trim().split(/\s+/), expression);
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function cronSchedule(fields: readonly string[], expression: string): Schedule {
  if (fields.length !== 6) throw new ScheduleExpressionError(`"${expression}" does not have six fields.`);
  const allowed = (
    index: number,
    from: number,
    to: number,
    names: readonly string[] = [],
  ): ReadonlySet<number> => allowedValues(fields[index] ?? '*', { from, to, names }, expression);
  const minutes = allowed(0, 0, 59);
  const hours = allowed(1, 0, 23);
  const monthDays = allowed(2, 1, 31);
  const months = allowed(3, 1, 12, monthNames);
  const weekDays = allowed(4, 1, 7, dayNames);
  const years = allowed(5, 1970, 2199);
  const isDay = (day: Date): boolean =>
    years.has(day.getUTCFullYear()) &&
    months.has(day.getUTCMonth() + 1) &&
    monthDays.has(day.getUTCDate()) &&
    weekDays.has(day.getUTCDay() + 1);
  return (after) => {
    const first = Math.floor(after / minute) * minute + minute;
    for (let day = 0; day < cronHorizonDays; day += 1) {
      const midnight = Math.floor(first / (1440 * minute)) * 1440 * minute + day * 1440 * minute;
      if (!isDay(new Date(midnight))) continue;
      const times = [...hours].flatMap((hour) =>
        [...minutes].map((each) => midnight + (hour * 60 + each) * minute),
      );
      const due = times.filter((time) => time >= first);
      if (due.length > 0) return Math.min(...due);
    }
    return undefined;
  };
}

interface FieldRange {
  readonly from: number;
  readonly to: number;
  /** Names of the values, the first for 1. */
  readonly names: readonly string[];
}

function allowedValues(field: string, range: FieldRange, expression: string): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [span = '', step = '1'] = part.split('/');
    const [start, end] = spanOf(span, part.includes('/'), range);
    if (!(start >= range.from && end <= range.to && Number(step) >= 1)) {
      throw new ScheduleExpressionError(`"${part}" in "${expression}" is not supported.`);
    }
    for (let value = start; value <= end; value += Number(step)) values.add(value);
  }
  return values;
}

function spanOf(span: string, stepped: boolean, { from, to, names }: FieldRange): [number, number] {
  if (span === '*' || span === '?') return [from, to];
  const value = (text: string): number =>
    names.includes(text) ? names.indexOf(text) + 1 : Number(text || Number.NaN);
  const [start = '', end] = span.toUpperCase().split('-');
  if (end !== undefined) return [value(start), value(end)];
  return [value(start), stepped ? to : value(start)];
}
