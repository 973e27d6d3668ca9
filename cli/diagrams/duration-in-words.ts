const units = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
] as const;

/**
 * What a setting of the configuration comes to, for a reader: `12 h`, `critical, urgent 1 h, normal 12 h` where it differs
 * by severity, `6 h, 2 h, 30 min` where it is a list.
 * @param value seconds, or lists or records of them
 * @throws Error when it is anything else
 */
export function durationInWords(value: unknown): string {
  if (typeof value === 'number') return seconds(value);
  if (Array.isArray(value)) return [...new Set(value.map(durationInWords))].join('; ');
  if (typeof value !== 'object' || value === null)
    throw new Error('A timer of the configuration is no time.');
  const entries = Object.entries(value).map(([name, part]) => ({ name, words: durationInWords(part) }));
  const grouped = [...Map.groupBy(entries, ({ words }) => words)];
  if (grouped.length === 1) return grouped[0]?.[0] ?? '';
  return grouped.map(([words, same]) => `${same.map(({ name }) => name).join(', ')} ${words}`).join(', ');
}

/** Two days and more in days: people say 24 hours, and 7 days. */
function seconds(value: number): string {
  const [size, unit] = units.find(
    ([length]) => value % length === 0 && (length < 86_400 || value > length),
  ) ?? [1, 's'];
  return `${value / size} ${unit}`;
}
