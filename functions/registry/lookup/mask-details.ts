import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { ShownField } from '#platform/deployment/registry-lookup.ts';

import type { ShownDetails } from './model/shown-details.ts';

/** What of a text is shown at its beginning and end. */
interface Ends {
  readonly first: number;
  readonly last: number;
}

/** Characters of a number that stay hidden at least. */
const LEAST_HIDDEN = 4;
const CARD: Ends = { first: 6, last: 4 };
const NUMBER: Ends = { first: 2, last: 2 };
const MOBILE: Ends = { first: 3, last: 4 };
const NAME: Ends = { first: 1, last: 0 };
const PLACE: Ends = { first: 6, last: 0 };
const EMPLOYER: Ends = { first: 2, last: 0 };

/**
 * What somebody may see of a resident: all that is not in `shown` is masked, as `330621********0011`, `138****0001`, `张*`. Sex,
 * household, and the days of residence and work are always shown; a reference to a photo is shown or left out.
 */
export function maskDetails(details: ResidentDetails, shown: readonly ShownField[]): ShownDetails {
  const mask = masker(shown);
  const { photoReference, nativePlace, permit, ...rest } = details;
  return {
    ...rest,
    ...maskIdentity(details, shown),
    birthDate: maskBirthDate(details.birthDate, shown),
    telephones: details.telephones.map((telephone) => mask('telephones', telephone, MOBILE)),
    registrations: details.registrations.map(({ address, landlord, ...stay }) => ({
      ...stay,
      address: mask('addresses', address, PLACE),
      ...(landlord === undefined
        ? {}
        : {
            landlord: {
              ...(landlord.name === undefined ? {} : { name: mask('landlords', landlord.name, NAME) }),
              ...(landlord.telephone === undefined
                ? {}
                : { telephone: mask('landlords', landlord.telephone, MOBILE) }),
            },
          }),
    })),
    work: details.work.map(({ employer, ...job }) => ({
      ...job,
      employer: mask('work', employer, EMPLOYER),
    })),
    ...(nativePlace === undefined ? {} : { nativePlace: mask('nativePlace', nativePlace, EMPLOYER) }),
    ...(permit === undefined ? {} : { permit: { ...permit, number: mask('permit', permit.number, NUMBER) } }),
    ...(photoReference !== undefined && shown.includes('photo') ? { photoReference } : {}),
  };
}

/** By what documents and names somebody is known, as far as somebody may see them; of residents and wanted persons alike. */
export function maskIdentity(
  { documents, name, otherNames }: Pick<ResidentDetails, 'documents' | 'name' | 'otherNames'>,
  shown: readonly ShownField[],
): Pick<ShownDetails, 'documents' | 'name' | 'otherNames'> {
  const mask = masker(shown);
  return {
    documents: documents.map((document) => ({
      ...document,
      number: mask('documents', document.number, document.type === 'identityCard' ? CARD : NUMBER),
    })),
    name: mask('names', name, NAME),
    otherNames: otherNames.map((other) => ({ kind: other.kind, name: mask('names', other.name, NAME) })),
  };
}

/** A birth date, or its year alone: `1985-**-**`. */
export function maskBirthDate(birthDate: string, shown: readonly ShownField[]): string {
  return shown.includes('birthDate') ? birthDate : `${birthDate.slice(0, 4)}-**-**`;
}

function masker(shown: readonly ShownField[]) {
  return (field: ShownField, text: string, ends: Ends) => (shown.includes(field) ? text : masked(text, ends));
}

/** Of a text that is too short for both ends to leave something hidden only the beginning is shown, half of it at most. */
function masked(text: string, { first, last }: Ends): string {
  const characters = Array.from(text);
  const isLong = characters.length >= first + last + LEAST_HIDDEN;
  const start = isLong ? first : Math.min(first, Math.max(Math.floor(characters.length / 2), 1));
  const end = isLong ? characters.length - last : characters.length;
  const hidden = '*'.repeat(Math.max(end - start, 1));
  return `${characters.slice(0, start).join('')}${hidden}${characters.slice(end).join('')}`;
}
