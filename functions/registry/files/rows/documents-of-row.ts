import {
  identityDocumentSchema,
  type IdentityDocument,
} from '#functions/registry/model/identity-document.ts';

import { codeText, listParts } from './cell-text.ts';
import { countries } from './countries.ts';
import type { PersonField } from './person-field.ts';
import type { Reading } from './row-reading.ts';
import { vocabulary, wordMeaning } from './vocabulary.ts';

/** What spreadsheet programs make of long numbers. */
const ROUNDED = /^\d(?:\.\d+)?E\+?\d+$/;

/** A document as the row has it, not yet checked; `field` is the column of its number. */
interface Found {
  readonly field: PersonField;
  readonly document: Readonly<Record<'type' | 'number', string>> & { name?: string; country?: string };
}

/** A document of a row, and the column in which its number stands. */
export interface DocumentOfRow {
  readonly field: PersonField;
  readonly document: IdentityDocument;
}

/** The documents of a row, without those that are told to be wrong. */
export function documentsOfRow(reading: Reading<PersonField>): DocumentOfRow[] {
  const found = [
    ...identityCard(reading),
    ...passports(reading),
    ...other(reading),
    ...typedDocument(reading),
  ];
  return found.flatMap(({ field, document }) => {
    const parsed = identityDocumentSchema.safeParse(document);
    if (parsed.success) return [{ field, document: parsed.data }];
    for (const { path, message } of parsed.error.issues) reading.fault(columnOf(field, path[0]), message);
    return [];
  });
}

function columnOf(field: PersonField, part: PropertyKey | undefined): PersonField {
  if (part === 'country') return 'passportCountry';
  if (part !== 'name') return field;
  return field === 'documentNumber' ? 'documentType' : 'otherDocumentName';
}

function identityCard(reading: Reading<PersonField>): Found[] {
  const number = reading.code('identityNumber');
  return number === undefined ? [] : cardOf('identityNumber', number, reading);
}

function cardOf(field: PersonField, number: string, reading: Reading<PersonField>): Found[] {
  if (/^\d{15}$/.test(number))
    reading.fault(field, 'has 15 digits, as cards had before 2013: give the number of 18 digits');
  if (ROUNDED.test(number))
    reading.fault(
      field,
      'was rounded by a spreadsheet program: format the column as text, then enter it again',
    );
  return [{ field, document: { type: 'identityCard', number } }];
}

/** A document whose kind stands in a column of its own. */
function typedDocument(reading: Reading<PersonField>): Found[] {
  const field = 'documentNumber';
  const number = reading.code(field);
  if (number === undefined) return [];
  const name = reading.text('documentType');
  if (name === undefined) {
    if (/^\d{14,17}[\dX]$/.test(number) || ROUNDED.test(number)) return cardOf(field, number, reading);
    reading.fault('documentType', 'must say what document it is, such as 居民身份证 or 护照');
    return [];
  }
  const type = wordMeaning(vocabulary.documentType, name);
  if (type === 'identityCard') return cardOf(field, number, reading);
  if (type === 'passport')
    return [{ field, document: { type, number, country: countryOf(reading.cell('passportCountry')) } }];
  return [{ field, document: { type: 'other', name, number } }];
}

/** Passports, and the country of each, or the one of all. */
function passports(reading: Reading<PersonField>): Found[] {
  const field = 'passportNumber';
  const numbers = listParts(reading.cell(field)).flatMap((part) => codeText(part)?.toUpperCase() ?? []);
  const states = listParts(reading.cell('passportCountry'));
  if (states.length > 1 && states.length !== numbers.length) {
    reading.fault('passportCountry', 'must be one country, or one for each passport');
    return [];
  }
  return numbers.map((number, index) => {
    const country = countryOf(states[index] ?? states[0] ?? '');
    return { field, document: { type: 'passport', number, country } };
  });
}

function countryOf(cell: string): string {
  const text = codeText(cell)?.toUpperCase() ?? '';
  return wordMeaning(countries, text) ?? text;
}

function other(reading: Reading<PersonField>): Found[] {
  const number = reading.code('otherDocumentNumber');
  const name = reading.text('otherDocumentName');
  if (number === undefined) {
    if (name !== undefined) reading.fault('otherDocumentNumber', 'is missing');
    return [];
  }
  if (name === undefined) {
    reading.fault('otherDocumentName', 'must say what document it is');
    return [];
  }
  return [{ field: 'otherDocumentNumber', document: { type: 'other', name, number } }];
}
