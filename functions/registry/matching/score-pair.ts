import * as z from 'zod';

import { documentKey, type IdentityDocument } from '#functions/registry/model/identity-document.ts';
import type { MatchingRules } from '#platform/deployment/registry-matching.ts';

import { dateRelation, differByOneDigit, nameRelation, type NameRelation } from './relations.ts';

/** What speaks for or against a resident and a wanted person being the same. Codes, and nothing of the person. */
export const matchReasonSchema = z.enum([
  'document.same',
  'document.oneDigit',
  'name.same',
  'name.homophone',
  'name.similarCharacters',
  'name.oneTypo',
  'name.oneTypoInShortName',
  'name.notPresent',
  'birthDate.same',
  'birthDate.digitSlipped',
  'birthDate.dayMonthSwapped',
  'sex.same',
  'sex.differs',
]);

/** What speaks for or against a resident and a wanted person being the same. */
export type MatchReason = z.infer<typeof matchReasonSchema>;

/** How sure it is, from 1 to 100 (the same document), and why. */
export interface Match {
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

/** What is compared of a person. */
export interface Comparable {
  readonly name: string;
  readonly otherNames: readonly { readonly name: string }[];
  readonly documents: readonly IdentityDocument[];
  readonly birthDate?: string | undefined;
  readonly sex?: 'male' | 'female' | undefined;
}

const CERTAIN = 100;

/**
 * Whether a resident and a wanted person may be the same. The same document is certain; else weights of evidence in bits are
 * added up, log2 of how much more often something is alike between records of one person than between those of two
 * (I. P. Fellegi, A. B. Sunter, A Theory for Record Linkage, 1969). Names and birth dates must both be alike.
 * @returns undefined when the sum stays below the threshold
 */
export function scorePair(a: Comparable, b: Comparable, rules: MatchingRules): Match | undefined {
  if (shareDocument(a, b)) return { score: CERTAIN, reasons: ['document.same'] };
  if (a.birthDate === undefined || b.birthDate === undefined) return undefined;
  const born = dateRelation(a.birthDate, b.birthDate);
  if (born === undefined) return undefined;
  const name = bestName(a, b, rules);
  if (name === undefined) return undefined;
  const sex = a.sex === undefined || b.sex === undefined ? undefined : a.sex === b.sex ? 'same' : 'differs';
  const near = a.documents.some((one) => b.documents.some((other) => differByOneDigit(one, other)));
  const bits =
    rules.birthDate[born] +
    rules.name[name.relation] +
    (sex === undefined ? 0 : rules.sex[sex]) +
    (near ? rules.documentOneDigit : 0);
  if (bits < rules.threshold) return undefined;
  const most = rules.birthDate.same + rules.name.same + rules.sex.same;
  return {
    score: Math.max(1, Math.min(CERTAIN - 1, Math.round((CERTAIN * bits) / most))),
    reasons: [
      `name.${name.relation}`,
      ...(name.present ? [] : ['name.notPresent' as const]),
      `birthDate.${born}`,
      ...(sex === undefined ? [] : [`sex.${sex}` as const]),
      ...(near ? ['document.oneDigit' as const] : []),
    ],
  };
}

function shareDocument({ documents }: Comparable, other: Comparable): boolean {
  return documents.some((one) =>
    other.documents.some((document) => documentKey(document) === documentKey(one)),
  );
}

/** Of all names of both the pair that weighs most, and whether both are the present names. */
function bestName(
  a: Comparable,
  b: Comparable,
  { name: weights }: MatchingRules,
): { readonly relation: NameRelation; readonly present: boolean } | undefined {
  const namesOf = ({ name, otherNames }: Comparable) => [name, ...otherNames.map((other) => other.name)];
  return namesOf(a)
    .flatMap((one, i) =>
      namesOf(b).map((other, j) => ({ relation: nameRelation(one, other), present: i === 0 && j === 0 })),
    )
    .flatMap(({ relation, present }) => (relation === undefined ? [] : [{ relation, present }]))
    .reduce<{ relation: NameRelation; present: boolean } | undefined>(
      (best, each) => (best === undefined || weights[each.relation] > weights[best.relation] ? each : best),
      undefined,
    );
}
