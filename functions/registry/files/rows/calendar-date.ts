const FORMS = [
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})$/,
  /^(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日$/,
];
/** A time of day that programs put behind a day. */
const TIME = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

/**
 * A date as stations write it (1985-03-12, 1985/3/12, 1985.3.12, 19850312, 1985年3月12日, full-width too, with or without a time of
 * day), as `YYYY-MM-DD`.
 * @returns undefined when it has another form, or no calendar has that day
 */
export function calendarDate(cell: string): string | undefined {
  const text = cell.normalize('NFKC').trim().replace(TIME, '').replaceAll(/\s/g, '');
  for (const form of FORMS) {
    const { year, month, day } = form.exec(text)?.groups ?? {};
    if (year === undefined || month === undefined || day === undefined) continue;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const time = Date.parse(`${date}T00:00:00Z`);
    // Some engines take 30 February for 2 March: only a day that comes back as it was is one.
    const real = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
    return real ? date : undefined;
  }
  return undefined;
}
