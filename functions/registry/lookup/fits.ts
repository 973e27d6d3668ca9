import * as z from 'zod';

import { nameSymbols } from '#functions/registry/matching/name-symbols.ts';
import { namePinyin } from '#functions/registry/matching/name-pinyin.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { addressTerms, plainTerm, telephoneTerm } from '#functions/registry/store/resident-terms.ts';
import type { LookupSettings } from '#platform/deployment/registry-lookup.ts';

import type { Known } from './model/criteria.ts';
import { nameSpellings } from './name-spellings.ts';

/** Something that was asked for and fits a resident. */
export const fitSchema = z.object({
  criterion: z.enum(['document', 'name', 'birthDate', 'telephone', 'address', 'employer']),
  /** `exact`; a name that only sounds the same, `pinyin`; the same house, another room, `house`. */
  how: z.enum(['exact', 'pinyin', 'house']),
  /** What it is no more, or not by right: a former name, an alias, a residence or work that has ended. */
  of: z.enum(['former', 'alias']).optional(),
});

/** Something that was asked for and fits a resident. */
export type Fit = z.infer<typeof fitSchema>;

interface WeightedFit {
  readonly fit: Fit;
  readonly weight: number;
}

/** All that fits of what is known, the best of each, and what it counts for together. */
export function fitsOf(
  known: Known,
  details: ResidentDetails,
  weights: LookupSettings['weights'],
): { readonly fits: Fit[]; readonly score: number } {
  const weighed = [
    nameFits(known.name, details),
    known.birthDate === details.birthDate ? [exact('birthDate')] : [],
    telephoneFits(known.telephone, details),
    addressFits(known.address, details),
    employerFits(known.employer, details),
  ].flatMap((fits) => best(fits.map((fit) => ({ fit, weight: weightOf(fit, weights) }))));
  return {
    fits: weighed.map(({ fit }) => fit),
    score: weighed.reduce((sum, { weight }) => sum + weight, 0),
  };
}

function nameFits(name: string | undefined, { name: present, otherNames }: ResidentDetails): Fit[] {
  if (name === undefined) return [];
  const written = writtenOf(name);
  const spellings = new Set(nameSpellings(name));
  const names = [{ name: present }, ...otherNames.map((other) => ({ name: other.name, of: other.kind }))];
  return names.flatMap(({ name: each, ...of }): Fit[] => {
    if (writtenOf(each) === written) return [{ criterion: 'name', how: 'exact', ...of }];
    return spellings.has(namePinyin(each)) ? [{ criterion: 'name', how: 'pinyin', ...of }] : [];
  });
}

function telephoneFits(telephone: string | undefined, { telephones }: ResidentDetails): Fit[] {
  if (telephone === undefined) return [];
  const asked = telephoneTerm(telephone);
  return telephones.some((each) => telephoneTerm(each) === asked) ? [exact('telephone')] : [];
}

function addressFits(address: string | undefined, { registrations }: ResidentDetails): Fit[] {
  if (address === undefined) return [];
  const asked = addressTerms(address);
  return registrations.flatMap(({ address: each, to }): Fit[] => {
    const terms = addressTerms(each);
    if (!terms.some((term) => asked.includes(term))) return [];
    const how = terms[0] === asked[0] ? 'exact' : 'house';
    return [{ criterion: 'address', how, ...formerIf(to) }];
  });
}

function employerFits(employer: string | undefined, { work }: ResidentDetails): Fit[] {
  if (employer === undefined) return [];
  const asked = plainTerm(employer);
  return work
    .filter((job) => plainTerm(job.employer) === asked)
    .map(({ to }) => ({ ...exact('employer'), ...formerIf(to) }));
}

function exact(criterion: Fit['criterion']): Fit {
  return { criterion, how: 'exact' };
}

function formerIf(to: string | undefined): Pick<Fit, 'of'> {
  return to === undefined ? {} : { of: 'former' };
}

function writtenOf(name: string): string {
  return nameSymbols(name)
    .map((symbol) => symbol.written)
    .join('');
}

function weightOf({ criterion, how, of }: Fit, weights: LookupSettings['weights']): number {
  const formerly = of === undefined ? 0 : weights.formerly;
  if (criterion === 'name') return formerly + (how === 'exact' ? weights.nameCharacters : weights.namePinyin);
  if (criterion === 'address') return formerly + (how === 'exact' ? weights.address : weights.house);
  return formerly + (criterion === 'document' ? 0 : weights[criterion]);
}

function best(fits: readonly WeightedFit[]): WeightedFit[] {
  return fits.toSorted((one, other) => other.weight - one.weight).slice(0, 1);
}
