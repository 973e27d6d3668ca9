/** A copy of a JSON value in which one leaf is another, and where that leaf is. */
export interface SpoiledCopy {
  readonly path: string;
  readonly copy: unknown;
}

/**
 * Copies of a JSON value, each with one byte of one text or number changed (the first and the last byte of each),
 * one member left out, or one member more.
 */
export function spoiledCopies(value: unknown): SpoiledCopy[] {
  if (typeof value === 'string') return spoiledTexts(value).map((copy) => ({ path: '', copy }));
  if (typeof value === 'number') return [{ path: '', copy: value + 1 }];
  if (Array.isArray(value))
    return [
      ...inside(value.entries(), (index, copy) => value.with(Number(index), copy)),
      ...value.map((_, index) => ({ path: `[${index}] left out`, copy: value.toSpliced(index, 1) })),
    ];
  if (typeof value !== 'object' || value === null) return [];
  const members = Object.entries(value);
  return [
    ...inside(members, (name, copy) => ({ ...value, [name]: copy })),
    ...members.map(([name]) => ({
      path: `.${name} left out`,
      copy: Object.fromEntries(members.filter(([other]) => other !== name)),
    })),
    { path: '.added', copy: { ...value, added: 'x' } },
  ];
}

function inside(
  members: Iterable<readonly [string | number, unknown]>,
  put: (name: string | number, copy: unknown) => unknown,
): SpoiledCopy[] {
  return [...members].flatMap(([name, member]) =>
    spoiledCopies(member).map(({ path, copy }) => ({ path: `.${name}${path}`, copy: put(name, copy) })),
  );
}

function spoiledTexts(text: string): string[] {
  const places = new Set([0, text.length - 1]);
  return [...places].map((place) => {
    const other = text.charAt(place) === '7' ? '8' : '7';
    return text.slice(0, place) + other + text.slice(place + 1);
  });
}
