import { distance } from '@turf/turf';
import { descriptionOverlap } from './description-overlap.ts';
import type { Place } from './geography.ts';
import { toLonLat } from './likelihood-field.ts';
import type { MeansOfTravel, SearchCategory, SearchSettings } from './search-profile.ts';

/** What a report says of a missing person. Every field but category and place may be unknown. */
export type MissingPersonReport = {
  category: SearchCategory;
  lastSeen: Place;
  /** Milliseconds since the epoch. */
  lastSeenAt?: number | undefined;
  meansOfTravel?: MeansOfTravel | undefined;
  sex?: 'female' | 'male' | undefined;
  age?: number | undefined;
  name?: string | undefined;
  clothing?: string | undefined;
  description?: string | undefined;
};

/** Why two reports look like one person or like two; codes, so that the reader's language and no personal data goes with them. */
export type DuplicateReason =
  | 'sameCategory'
  | 'unlikeCategory'
  | 'sameSex'
  | 'otherSex'
  | 'sameAge'
  | 'similarAge'
  | 'otherAge'
  | 'sameName'
  | 'partOfName'
  | 'otherName'
  | 'samePlace'
  | 'withinReach'
  | 'farApart'
  | 'outOfReach'
  | 'sameLooks'
  | 'similarLooks'
  | 'otherLooks';

/** One piece of evidence. */
type Evidence = {
  reason: DuplicateReason;
  /** log2 of how much likelier it is when both reports mean one person than when they mean two. Judgement: see the README. */
  bits: number;
};

type Pair = [MissingPersonReport, MissingPersonReport];

/** All evidence two reports give about being the same person; what either does not know gives none. */
export function duplicateEvidence(pair: Pair, speeds: SearchSettings['speeds']): Evidence[] {
  return [
    categoryEvidence(pair),
    sexEvidence(pair),
    ageEvidence(pair),
    nameEvidence(pair),
    placeEvidence(pair, speeds),
    looksEvidence(pair),
  ].filter((evidence) => evidence !== undefined);
}

const AGES: Record<SearchCategory, [from: number, to: number]> = {
  child1to3: [0, 3],
  child4to6: [4, 6],
  child7to12: [7, 12],
  child13to17: [13, 17],
  dementia: [40, 130],
  despondent: [13, 130],
  otherAdult: [18, 130],
};
/** Callers guess: a child's band may be off by two years at each end. */
const AGE_GUESS = 2;

function categoryEvidence([one, other]: Pair): Evidence | undefined {
  if (one.category === other.category) return { reason: 'sameCategory', bits: 1 };
  const [a, b] = [AGES[one.category], AGES[other.category]];
  const compatible = a[0] <= b[1] + AGE_GUESS && b[0] <= a[1] + AGE_GUESS;
  return compatible ? undefined : { reason: 'unlikeCategory', bits: -8 };
}

function sexEvidence([one, other]: Pair): Evidence | undefined {
  if (!one.sex || !other.sex) return undefined;
  return one.sex === other.sex ? { reason: 'sameSex', bits: 1 } : { reason: 'otherSex', bits: -6 };
}

function ageEvidence([one, other]: Pair): Evidence | undefined {
  if (one.age === undefined || other.age === undefined) return undefined;
  const difference = Math.abs(one.age - other.age);
  // A stranger guesses an old person's age to ten years at best, a child's to two.
  const guess = Math.max(2, Math.min(one.age, other.age) / 8);
  if (difference <= guess / 4) return { reason: 'sameAge', bits: 2 };
  if (difference <= guess) return { reason: 'similarAge', bits: 1 };
  return { reason: 'otherAge', bits: difference <= 2 * guess ? -1 : -5 };
}

function nameEvidence([one, other]: Pair): Evidence | undefined {
  const [a, b] = [plainName(one.name), plainName(other.name)];
  if (!a || !b) return undefined;
  if (a === b) return { reason: 'sameName', bits: 7 };
  if (a.includes(b) || b.includes(a)) return { reason: 'partOfName', bits: 3 };
  return { reason: 'otherName', bits: -4 };
}

/** Full and half width, spaces, dots and case make no difference to a name. */
function plainName(name: string | undefined): string {
  return (name ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•.\-']/gu, '');
}

/** As good as one place: the next street, a bus stop away. */
const SAME_PLACE_METRES = 500;
/** Two stations' neighbourhood; farther apart, two reports without times have little to do with each other. */
const FAR_METRES = 15_000;
/** Reported times are seldom better than this. */
const TIME_SLACK_MS = 15 * 60_000;
/** After this long anybody can be anywhere here, so that having been able to get there tells nothing. */
const TELLING_GAP_MS = 6 * 3_600_000;

function placeEvidence([one, other]: Pair, speeds: SearchSettings['speeds']): Evidence | undefined {
  const metres = distance(toLonLat(one.lastSeen), toLonLat(other.lastSeen), { units: 'meters' });
  if (metres <= SAME_PLACE_METRES) return { reason: 'samePlace', bits: 2 };
  if (one.lastSeenAt === undefined || other.lastSeenAt === undefined)
    return metres <= FAR_METRES ? undefined : { reason: 'farApart', bits: -3 };
  const gap = Math.abs(one.lastSeenAt - other.lastSeenAt);
  const kmPerHour = [one, other].map((report) => speeds[report.meansOfTravel ?? 'unknown'].kmPerHour);
  const reach = (Math.max(...kmPerHour) * 1000 * (gap + TIME_SLACK_MS)) / 3_600_000;
  if (metres > reach) return { reason: 'outOfReach', bits: -6 };
  return gap <= TELLING_GAP_MS ? { reason: 'withinReach', bits: 1 } : undefined;
}

/** Fewer shared or unshared tokens than this prove nothing. */
const TELLING_TOKENS = 4;

function looksEvidence([one, other]: Pair): Evidence | undefined {
  const { share, tokens } = descriptionOverlap(looksOf(one), looksOf(other));
  if (tokens === 0) return undefined;
  if (share >= 0.5) return { reason: 'sameLooks', bits: tokens >= TELLING_TOKENS ? 4 : 2 };
  if (share >= 0.2) return { reason: 'similarLooks', bits: 2 };
  return tokens >= TELLING_TOKENS ? { reason: 'otherLooks', bits: -1 } : undefined;
}

function looksOf({ clothing = '', description = '' }: MissingPersonReport): string {
  return `${clothing} ${description}`;
}
