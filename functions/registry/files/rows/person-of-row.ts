import {
  birthDateOfNumber,
  birthDateSchema,
  sexOfNumber,
  type IdentityDocument,
} from '#functions/registry/model/identity-document.ts';
import { nameSchema } from '#functions/registry/model/resident.ts';

import { codeText, listParts, nameText } from './cell-text.ts';
import { documentsOfRow } from './documents-of-row.ts';
import type { PersonField } from './person-field.ts';
import type { Reading } from './row-reading.ts';
import { unknownSex, vocabulary } from './vocabulary.ts';

/** Who a row is about; what an identity number says of birth date and sex is used where the row itself does not say it. */
export interface PersonOfRow {
  readonly name: string | undefined;
  readonly otherNames: readonly { kind: 'former' | 'alias'; name: string }[];
  readonly documents: readonly IdentityDocument[];
  readonly birthDate: string | undefined;
  readonly sex: 'male' | 'female' | undefined;
  /** What the row says and the identity number does not bear out. */
  readonly contradictions: readonly PersonField[];
}

/** Reads who a row is about. */
export function personOfRow(reading: Reading<PersonField>): PersonOfRow {
  const found = documentsOfRow(reading);
  const card = found.find(({ document }) => document.type === 'identityCard');
  const number = card?.document.number;
  const numbersBirth = number === undefined ? undefined : birthDateOfNumber(number);
  if (card !== undefined && !birthDateSchema.safeParse(numbersBirth).success)
    reading.fault(card.field, 'says a birth date that cannot be one');
  const numbersSex = number === undefined ? undefined : sexOfNumber(number);
  const birthDate = reading.date('birthDate') ?? numbersBirth;
  const sex = sexOfRow(reading) ?? numbersSex;
  const contradictions: PersonField[] = [];
  if (numbersBirth !== undefined && birthDate !== numbersBirth) contradictions.push('birthDate');
  if (numbersSex !== undefined && sex !== numbersSex) contradictions.push('sex');
  const name = nameText(reading.cell('name'));
  return {
    name: name === undefined ? reading.fault('name', 'is missing') : checkedName(reading, 'name', name),
    otherNames: [...otherNames(reading, 'formerNames', 'former'), ...otherNames(reading, 'aliases', 'alias')],
    documents: found.map(({ document }) => document),
    birthDate,
    sex,
    contradictions,
  };
}

function sexOfRow(reading: Reading<PersonField>): 'male' | 'female' | undefined {
  const text = codeText(reading.cell('sex'));
  return text !== undefined && unknownSex.includes(text) ? undefined : reading.word('sex', vocabulary.sex);
}

function otherNames(
  reading: Reading<PersonField>,
  field: 'formerNames' | 'aliases',
  kind: 'former' | 'alias',
): { kind: 'former' | 'alias'; name: string }[] {
  return listParts(reading.cell(field)).flatMap((part) => {
    const name = nameText(part);
    const checked = name === undefined ? undefined : checkedName(reading, field, name);
    return checked === undefined ? [] : [{ kind, name: checked }];
  });
}

function checkedName(reading: Reading<PersonField>, field: PersonField, name: string): string | undefined {
  const parsed = nameSchema.safeParse(name);
  return parsed.success ? parsed.data : reading.fault(field, parsed.error.issues[0]?.message ?? 'is no name');
}
