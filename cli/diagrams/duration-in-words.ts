const units = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
] as const;
/** A list of more lengths than this is told by its shortest and its longest. */
const TOLD_ONE_BY_ONE = 3;

/**
 * What a setting of the configuration comes to, for a reader: `12 h`, `1 h (critical, urgent), 12 h (normal)` where it differs
 * by severity, `6 h; 2 h; 30 min` where it is a list, `8 h to 37 d` where that would be long.
 * @param value seconds, or a duration by ISO 8601 in hours or days, or lists or records of them
 * @throws Error when it is anything else
 */
export function durationInWords(value: unknown): string {
  if (Array.isArray(value)) return listInWords(value.flat());
  if (typeof value === 'object' && value !== null) return recordInWords(Object.entries(value));
  return inWords(seconds(value));
}

function listInWords(values: readonly unknown[]): string {
  const told = [...new Set(values.map(durationInWords))];
  if (told.length <= TOLD_ONE_BY_ONE) return told.join('; ');
  const lengths = values.map(seconds);
  return `${inWords(Math.min(...lengths))} to ${inWords(Math.max(...lengths))}`;
}

function recordInWords(entries: readonly (readonly [string, unknown])[]): string {
  const told = entries.map(([name, part]) => ({ name, words: durationInWords(part) }));
  const grouped = [...Map.groupBy(told, ({ words }) => words)];
  if (grouped.length === 1) return grouped[0]?.[0] ?? '';
  return grouped.map(([words, same]) => `${words} (${same.map(({ name }) => name).join(', ')})`).join(', ');
}

function seconds(value: unknown): number {
  if (typeof value === 'number') return value;
  const [, days, hours] = /^P(?:(\d+)D|T(\d+)H)$/.exec(String(value)) ?? [];
  if (days === undefined && hours === undefined) throw new Error('A timer of the configuration is no time.');
  return Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600;
}

/** People say 24 hours, and 7 days. */
function inWords(length: number): string {
  const [size, unit] = units.find(
    ([unitLength]) => length % unitLength === 0 && (unitLength < 86_400 || length > 86_400),
  ) ?? [1, 's'];
  return `${length / size} ${unit}`;
}
