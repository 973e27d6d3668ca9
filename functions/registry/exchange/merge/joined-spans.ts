/** Something that lasted from one day to another; without an end it still does. */
interface Span {
  readonly from: string;
  readonly to?: string | undefined;
}

/** How spans of one kind are compared and joined. */
interface Kind<S extends Span> {
  /** Whether both are at the same place: an address, an employer. */
  readonly isSamePlace: (one: S, other: S) => boolean;
  /** The last day, also of one that has no end, where others show when it must have ended. */
  readonly endOf: (span: S) => string | undefined;
  /** What both tell together; `added` is right where they differ. Of the days only the end is decided here. */
  readonly join: (known: S, added: S) => S;
}

/**
 * A history when a file tells more of it, oldest first: what is at the same place at the same time is one span, which began when
 * the earlier of them did. Told twice, it stays as it is.
 */
export function joinedSpans<S extends Span>(before: readonly S[], file: readonly S[], kind: Kind<S>): S[] {
  const own = file.toSorted(byBeginning).reduce<S[]>((spans, span) => withSpan(spans, span, kind), []);
  return own.reduce<S[]>((spans, span) => withSpan(spans, span, kind), [...before]).toSorted(byBeginning);
}

function withSpan<S extends Span>(spans: readonly S[], added: S, kind: Kind<S>): S[] {
  const same = spans.filter((known) => kind.isSamePlace(known, added) && meet(known, added, kind));
  const [oldest, ...others] = same.toSorted(byBeginning);
  if (oldest === undefined) return [...spans, added];
  const known = others.reduce(
    (one, other) => ({ ...one, ...(other.to === undefined ? {} : { to: other.to }) }),
    oldest,
  );
  const from = known.from < added.from ? known.from : added.from;
  const joined = { ...kind.join(known, added), from };
  const at = spans.indexOf(oldest);
  return spans.with(at, joined).filter((span) => span === joined || !same.includes(span));
}

function meet<S extends Span>(one: S, other: S, { endOf }: Kind<S>): boolean {
  if (one.from === other.from) return true;
  const [earlier, later] = one.from < other.from ? [one, other] : [other, one];
  const end = endOf(earlier);
  return end === undefined || end >= later.from;
}

function byBeginning(one: Span, other: Span): number {
  if (one.from === other.from) return 0;
  return one.from < other.from ? -1 : 1;
}
