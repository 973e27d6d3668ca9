import { distance } from '@turf/turf';
import * as z from 'zod';

import type { Point } from '#platform/point.ts';
import { leadIdSchema, type Lead } from '#functions/investigation/model/lead.ts';

/** Why two leads may be the same one; codes, so that nothing of their text goes with them. */
const reasonSchema = z.enum(['similarText', 'samePlate', 'sameTelephone', 'sameTimeAndPlace']);

/** A lead that may be the same one. */
export const nearDuplicateSchema = z.object({
  leadId: leadIdSchema,
  /** How likely, 0 to 1: a judgement, good for sorting and for nothing else. */
  score: z.number().min(0).max(1),
  reasons: z.array(reasonSchema).min(1),
});

/** A lead that may be the same one. */
export type NearDuplicate = z.infer<typeof nearDuplicateSchema>;

type Compared = Pick<Lead, 'text' | 'source' | 'occurredAt' | 'point'>;
type Evidence = { readonly reason: z.infer<typeof reasonSchema>; readonly weight: number };

/** Pointed out from here on. Missing a duplicate costs two patrols, a wrong hint costs a glance: rather too many. */
const SCORE_FROM = 0.5;
/** Texts that share less than this are about different things in most pairs of reports. */
const SIMILAR_TEXT_FROM = 0.35;
/** A plate or a number seldom appears in two reports by chance, but one car can be seen twice. */
const SAME_IDENTIFIER = 0.6;
/** Two reports from one crossing within minutes are often one event, and often two. */
const SAME_TIME_AND_PLACE = 0.45;
const CLOSE_MINUTES = 20;
const CLOSE_METRES = 300;
const MOST_POINTED_OUT = 10;

/** Chinese number plates, with the province first: seven characters, eight for new-energy vehicles. */
const PLATE = /[\p{Script=Han}][A-Z][ ·-]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])/gu;
/** Mobile numbers of mainland China, also with the country's code and in groups. */
const TELEPHONE = /(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g;
/** The digits of a number without the country's code; a plate has fewer. */
const LONGEST_IDENTIFIER = 11;

/** The leads that may be the same as `lead`, the likeliest first. Every one of `others` must be the author's to read. */
export function nearDuplicates(lead: Compared, others: readonly Lead[]): NearDuplicate[] {
  return others
    .map((other) => ({ leadId: other.leadId, evidence: evidenceOf(lead, other) }))
    .map(({ leadId, evidence }) => ({
      leadId,
      score: scoreOf(evidence),
      reasons: evidence.map(({ reason }) => reason),
    }))
    .filter(({ score }) => score >= SCORE_FROM)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_POINTED_OUT);
}

/** Each piece of evidence leaves less doubt: together they leave the product of what each leaves. */
function scoreOf(evidence: readonly Evidence[]): number {
  const doubt = evidence.reduce((left, { weight }) => left * (1 - weight), 1);
  return Math.round((1 - doubt) * 100) / 100;
}

function evidenceOf(one: Compared, other: Compared): Evidence[] {
  const similarity = textSimilarity(withoutIdentifiers(one.text), withoutIdentifiers(other.text));
  const candidates: (Evidence | false)[] = [
    similarity >= SIMILAR_TEXT_FROM && { reason: 'similarText', weight: similarity },
    shares(identifiersOf(PLATE, one), identifiersOf(PLATE, other)) && {
      reason: 'samePlate',
      weight: SAME_IDENTIFIER,
    },
    shares(identifiersOf(TELEPHONE, one), identifiersOf(TELEPHONE, other)) && {
      reason: 'sameTelephone',
      weight: SAME_IDENTIFIER,
    },
    isCloseBy(one, other) && { reason: 'sameTimeAndPlace', weight: SAME_TIME_AND_PLACE },
  ];
  return candidates.filter((evidence) => evidence !== false);
}

/**
 * How much two texts share, 0 to 1: twice their common pairs of neighbouring characters over all their pairs (Dice's
 * coefficient), after width, case, blanks and punctuation are made equal. Pairs need no dictionary, in any script.
 */
export function textSimilarity(one: string, other: string): number {
  const [pairs, otherPairs] = [pairsOf(one), pairsOf(other)];
  const total = pairs.size + otherPairs.size;
  return total === 0 ? 0 : (2 * pairs.intersection(otherPairs).size) / total;
}

function pairsOf(text: string): Set<string> {
  const characters = Array.from(plain(text).replaceAll(/[^\p{L}\p{N}]/gu, ''));
  if (characters.length === 1) return new Set(characters);
  return new Set(characters.slice(1).map((next, index) => `${characters[index]}${next}`));
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function identifiersOf(pattern: RegExp, { text, source }: Compared): Set<string> {
  const found = `${source} ${text}`.normalize('NFKC').toUpperCase().match(pattern) ?? [];
  return new Set(found.map((identifier) => identifier.replaceAll(/[ ·-]/g, '').slice(-LONGEST_IDENTIFIER)));
}

/** Plates and numbers are evidence of their own, and are not counted twice. */
function withoutIdentifiers(text: string): string {
  return text.normalize('NFKC').toUpperCase().replaceAll(PLATE, ' ').replaceAll(TELEPHONE, ' ');
}

function shares(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.intersection(other).size > 0;
}

function isCloseBy(one: Compared, other: Compared): boolean {
  if (one.occurredAt === undefined || other.occurredAt === undefined) return false;
  if (one.point === undefined || other.point === undefined) return false;
  const minutes = Math.abs(Date.parse(one.occurredAt) - Date.parse(other.occurredAt)) / 60_000;
  return minutes <= CLOSE_MINUTES && metresBetween(one.point, other.point) <= CLOSE_METRES;
}

function metresBetween(one: Point, other: Point): number {
  return distance([one.lon, one.lat], [other.lon, other.lat], { units: 'meters' });
}
