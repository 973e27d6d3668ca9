const OFFSET_DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2}(?::\d{2})?)$/;

/**
 * Milliseconds since the epoch of an ISO-8601 extended offset date-time (`2026-02-13T09:30:00+08:00`), the only form
 * that Step Functions takes; undefined for anything else, also for dates that the calendar does not have.
 */
export function parseTimestamp(text: string): number | undefined {
  const parts = OFFSET_DATE_TIME.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const millis = Math.floor(Number(`0.${parts[7] ?? '0'}`) * 1000);
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millis));
  const onCalendar = local.getUTCMonth() === month - 1 && local.getUTCDate() === day;
  if (!onCalendar || hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = parseOffset(parts[8] ?? 'Z');
  return offset === undefined ? undefined : local.getTime() - offset;
}

/** Milliseconds east of UTC; undefined beyond the 18 hours that an offset can have. */
function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number);
  const total = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  if (minutes > 59 || seconds > 59 || total > 18 * 3_600_000) return undefined;
  return text.startsWith('-') ? -total : total;
}
