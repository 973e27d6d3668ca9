import {
  BIRTH_DATES,
  documentKey,
  type IdentityDocument,
} from '#functions/registry/model/identity-document.ts';

import { lookAlike } from './look-alikes.ts';
import { nameSymbols, type NameSymbol } from './name-symbols.ts';
import { oneEdit } from './one-edit.ts';

/** How alike two names are. */
export type NameRelation = 'same' | 'homophone' | 'similarCharacters' | 'oneTypo' | 'oneTypoInShortName';

/** A typo in a name of fewer places leaves little that is alike: one character, often the surname alone. */
const SHORT_NAME = 3;

/** How alike two names are; undefined when they are not. */
export function nameRelation(a: string, b: string): NameRelation | undefined {
  return symbolRelation(nameSymbols(a), nameSymbols(b));
}

/** As `nameRelation`, of names that were taken apart before. */
export function symbolRelation(a: readonly NameSymbol[], b: readonly NameSymbol[]): NameRelation | undefined {
  const written = ({ written }: NameSymbol) => written;
  const edit = oneEdit(a.map(written), b.map(written));
  if (edit?.type === 'same') return 'same';
  if (a.length === b.length && a.every(({ sound }, place) => sound === b[place]?.sound)) return 'homophone';
  if (edit === undefined) return undefined;
  if (edit.type === 'substituted' && lookAlike(a[edit.at]?.written ?? '', b[edit.at]?.written ?? ''))
    return 'similarCharacters';
  return Math.max(a.length, b.length) < SHORT_NAME ? 'oneTypoInShortName' : 'oneTypo';
}

/** How alike two birth dates are. */
export type DateRelation = 'same' | 'digitSlipped' | 'dayMonthSwapped';

/** How alike two birth dates (`YYYY-MM-DD`) are; undefined when they are not. */
export function dateRelation(a: string, b: string): DateRelation | undefined {
  if (a === b) return 'same';
  if (swapped(a) === b) return 'dayMonthSwapped';
  return differences(a, b) === 1 ? 'digitSlipped' : undefined;
}

/** Every date of the calendar that `dateRelation` finds alike to this one, itself first. */
export function alikeDates(date: string): string[] {
  const slipped = Array.from(date).flatMap((digit, place) =>
    digit === '-'
      ? []
      : Array.from('0123456789')
          .filter((other) => other !== digit)
          .map((other) => date.slice(0, place) + other + date.slice(place + 1)),
  );
  return [...new Set([date, swapped(date), ...slipped])].filter(isDate);
}

/** Whether two documents of a kind differ in one place, check characters left out. */
export function differByOneDigit(a: IdentityDocument, b: IdentityDocument): boolean {
  if (a.type !== b.type) return false;
  const [one, other] = [a, b].map((document) =>
    document.type === 'identityCard' ? document.number.slice(0, 17) : documentKey(document),
  );
  return one !== undefined && other !== undefined && differences(one, other) === 1;
}

function swapped(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}-${day}-${month}`;
}

/** In how many places two texts differ; of other lengths in more than one. */
function differences(a: string, b: string): number {
  if (a.length !== b.length) return Infinity;
  let count = 0;
  for (let place = 0; place < a.length; place++) if (a[place] !== b[place]) count++;
  return count;
}

function isDate(text: string): boolean {
  if (text < BIRTH_DATES.from || text > BIRTH_DATES.to) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
