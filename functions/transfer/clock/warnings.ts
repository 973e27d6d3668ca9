import type { CustodyDeadline } from './custody-clock.ts';

/** Something that has to be said about a deadline, from `at` on. Times are RFC 3339. */
export interface Warning {
  /** Near: both chiefs are warned. Overdue: the superior is called. */
  readonly kind: 'near' | 'overdue';
  readonly limitId: string;
  readonly dueAt: string;
  /** Seconds before the deadline: the point that has been reached; 0 when it is overdue. */
  readonly point: number;
  readonly at: string;
}

/** What has been said before. A deadline that moved, by an extension or on the way, is warned of anew. */
export interface Said {
  readonly warned: readonly Pick<Warning, 'limitId' | 'dueAt' | 'point'>[];
  readonly overdue: readonly Pick<Warning, 'limitId' | 'dueAt'>[];
}

/** What has been said, but of these deadlines, of which everything is to be said anew. */
export function forgetting({ warned, overdue }: Said, deadlines: readonly CustodyDeadline[]) {
  const limitIds = new Set(deadlines.map(({ limitId }) => limitId));
  return {
    warned: warned.filter(({ limitId }) => !limitIds.has(limitId)),
    overdue: overdue.filter(({ limitId }) => !limitIds.has(limitId)),
  };
}

/**
 * What has to be said at `now`: of each deadline at most one thing, for of several points that were passed at once only
 * the latest is news, and of a deadline that is over only that it is.
 * @param binding deadlines that bind and run, see `bindingDeadlines`
 * @param warnSeconds how long before a deadline it is warned of
 */
export function warningsDue(
  binding: readonly CustodyDeadline[],
  warnSeconds: readonly number[],
  said: Said,
  now: Date,
): Warning[] {
  return binding.flatMap(
    (deadline) =>
      unsaid(deadline, warnSeconds, said).findLast(({ at }) => Date.parse(at) <= now.getTime()) ?? [],
  );
}

/** The next thing that will have to be said after `now`, when everything that is due has been. */
export function nextWarning(
  binding: readonly CustodyDeadline[],
  warnSeconds: readonly number[],
  said: Said,
  now: Date,
): Warning | undefined {
  return binding
    .flatMap((deadline) => unsaid(deadline, warnSeconds, said))
    .filter(({ at }) => Date.parse(at) > now.getTime())
    .toSorted(byTime)[0];
}

/** What is still to be said of a deadline, in the order of time. */
function unsaid({ limitId, dueAt }: CustodyDeadline, warnSeconds: readonly number[], said: Said): Warning[] {
  const isSame = (other: { readonly limitId: string; readonly dueAt: string }) =>
    other.limitId === limitId && other.dueAt === dueAt;
  if (said.overdue.some(isSame)) return [];
  const last = Math.min(...said.warned.filter(isSame).map(({ point }) => point));
  const near = warnSeconds.filter((point) => point < last);
  return [...near, 0]
    .map((point) => ({
      kind: point === 0 ? ('overdue' as const) : ('near' as const),
      limitId,
      dueAt,
      point,
      at: new Date(Date.parse(dueAt) - point * 1000).toISOString(),
    }))
    .toSorted(byTime);
}

function byTime(one: Warning, other: Warning): number {
  return Date.parse(one.at) - Date.parse(other.at);
}
