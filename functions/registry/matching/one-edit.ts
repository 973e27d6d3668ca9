/** How one sequence becomes another by one change at most. */
export type OneEdit =
  | { readonly type: 'same' }
  /** Place `at` of both holds something else. */
  | { readonly type: 'substituted'; readonly at: number }
  /** One has a place more than the other. */
  | { readonly type: 'inserted' }
  /** Two neighbours have changed places. */
  | { readonly type: 'swapped' };

/** The one change that leads from `a` to `b`, by Damerau and Levenshtein; undefined when it takes more. */
export function oneEdit<T>(a: readonly T[], b: readonly T[]): OneEdit | undefined {
  if (Math.abs(a.length - b.length) > 1) return undefined;
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a[at] === b[at]) at++;
  if (a.length !== b.length) {
    const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
    return equalFrom(longer, at + 1, shorter, at) ? { type: 'inserted' } : undefined;
  }
  if (at === length) return { type: 'same' };
  if (equalFrom(a, at + 1, b, at + 1)) return { type: 'substituted', at };
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && equalFrom(a, at + 2, b, at + 2);
  return swapped ? { type: 'swapped' } : undefined;
}

function equalFrom<T>(a: readonly T[], fromA: number, b: readonly T[], fromB: number): boolean {
  for (let i = fromA, j = fromB; i < a.length || j < b.length; i++, j++)
    if (a[i] !== b[j] || i >= a.length || j >= b.length) return false;
  return true;
}
