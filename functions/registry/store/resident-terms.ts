import { namePinyin } from '#functions/registry/matching/name-pinyin.ts';
import { documentKey, type IdentityDocument } from '#functions/registry/model/identity-document.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';

import type { ResidentTerm } from './keys.ts';

/** Something by which a resident is found, before it is hashed. */
export interface Term {
  readonly kind: ResidentTerm;
  readonly text: string;
}

/** Every name of a person: the present one first. */
export function allNames({ name, otherNames }: Pick<ResidentDetails, 'name' | 'otherNames'>): string[] {
  return [name, ...otherNames.map((other) => other.name)];
}

/** Digits alone, without the country's code of China: `+86 139…` and `139…` are one telephone. */
export function telephoneTerm(telephone: string): string {
  return telephone.replaceAll(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '');
}

/** Letters, digits and characters alone, full-width ones as half-width ones, small. */
export function plainTerm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The address as it is found: whole, and as far as the number of the house, so that all who live there are found. */
export function addressTerms(address: string): string[] {
  const whole = plainTerm(address);
  const house = /^.*?\d+号/u.exec(whole)?.[0];
  return house === undefined || house === whole ? [whole] : [whole, house];
}

/** How a document is found. */
export function documentTerm(document: IdentityDocument): string {
  return documentKey(document);
}

/** Everything by which a resident is found besides documents, each once. Of residences and work all, past ones too. */
export function residentTerms(details: ResidentDetails): Term[] {
  const terms: Term[] = [
    { kind: 'birthDate', text: details.birthDate },
    ...allNames(details).map((name) => ({ kind: 'namePinyin' as const, text: namePinyin(name) })),
    ...details.telephones.map((telephone) => ({
      kind: 'telephone' as const,
      text: telephoneTerm(telephone),
    })),
    ...details.registrations.flatMap(({ address }) =>
      addressTerms(address).map((text) => ({ kind: 'address' as const, text })),
    ),
    ...details.work.map(({ employer }) => ({ kind: 'employer' as const, text: plainTerm(employer) })),
  ];
  return [...new Map(terms.map((term) => [`${term.kind}#${term.text}`, term])).values()];
}
