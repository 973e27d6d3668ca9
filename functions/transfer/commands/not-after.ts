/** When it happened: `time`, or now if none was told or a telephone's clock runs ahead. */
export function notAfter(time: string | undefined, now: Date): string {
  return time === undefined || Date.parse(time) > now.getTime() ? now.toISOString() : time;
}
