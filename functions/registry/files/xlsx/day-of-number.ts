const DAY_MS = 86_400_000;
/** The day that the number 0 stands for; the older count takes 1900 for a leap year, which shifts all days after its February. */
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
/** The 29th of February 1900, which there was not. */
const NO_DAY = 60;
const LAST_DAY = 2_958_465;

/**
 * The day that a number of a workbook stands for, `YYYY-MM-DD`; the time of day is left out.
 * @returns undefined when it stands for none
 */
export function dayOfNumber(serial: number, from1904: boolean): string | undefined {
  const day = Math.floor(serial);
  if (!(day >= 1 && day <= LAST_DAY)) return undefined;
  if (from1904) return isoDay(EPOCHS[1904] + day * DAY_MS);
  if (day === NO_DAY) return undefined;
  return isoDay(EPOCHS[1900] + (day < NO_DAY ? day + 1 : day) * DAY_MS);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
