import { told } from '#functions/registry/exchange/merge/told.ts';
import type { ReadRow } from '#functions/registry/exchange/resident-tables.ts';
import type { ResidentField } from '#functions/registry/files/columns/resident-columns.ts';
import type { TableRow } from '#functions/registry/files/table/table-row.ts';
import { residentDetailsSchema } from '#functions/registry/model/resident.ts';

import { householdOf } from './household-of.ts';
import { permitOfRow } from './permit-of-row.ts';
import { personOfRow, type PersonOfRow } from './person-of-row.ts';
import { residenceOfRow } from './residence-of-row.ts';
import { columnOfPath } from './resident-paths.ts';
import { RowReading, type FileColumns, type Reading } from './row-reading.ts';
import { telephonesOf } from './telephones-of.ts';
import { vocabulary } from './vocabulary.ts';
import { workOfRow } from './work-of-row.ts';

/** What a row of a file says of a resident, or everything because of which it comes back. */
export function residentRow(
  row: TableRow,
  columns: FileColumns<ResidentField>,
  { localHouseholds }: { readonly localHouseholds: readonly string[] },
): ReadRow {
  const reading = new RowReading(row, columns);
  const person = personOfRow(reading);
  requirePerson(reading, person);
  const { contradictions, ...who } = person;
  for (const field of contradictions) reading.fault(field, 'differs from the identity number');
  const parsed = residentDetailsSchema.safeParse(
    told({
      ...who,
      nativePlace: reading.text('nativePlace'),
      household: household(reading, localHouseholds),
      telephones: telephonesOf(reading.cell('telephones')),
      photoReference: reading.text('photoReference'),
      registrations: residenceOfRow(reading),
      studying: reading.word('studying', vocabulary.studying) === 'yes',
      work: workOfRow(reading),
      permit: permitOfRow(reading),
    }),
  );
  for (const { path, message } of parsed.error?.issues ?? [])
    if (!isMissing(person, path[0]))
      reading.fault(columnOfPath(path), message.replace(/ in documents\.\d+$/, ''));
  const { row: number, cells } = row;
  if (reading.faults.length > 0 || !parsed.success) return { row: number, cells, faults: reading.faults };
  return { row: number, cells, details: parsed.data };
}

function requirePerson(reading: Reading<ResidentField>, { documents, birthDate, sex }: PersonOfRow): void {
  const inNumber = 'is missing, and no identity number says it';
  if (documents.length === 0)
    reading.fault(
      'identityNumber',
      'is missing: everybody needs an identity number, a passport or another document',
    );
  else if (birthDate === undefined) reading.fault('birthDate', inNumber);
  if (documents.length > 0 && sex === undefined) reading.fault('sex', inNumber);
}

/** Whether nobody knows it, which has been said already: of the number in which it would stand, or of its own column. */
function isMissing(person: PersonOfRow, part: PropertyKey | undefined): boolean {
  return (part === 'birthDate' || part === 'sex') && person[part] === undefined;
}

function household(reading: Reading<ResidentField>, localHouseholds: readonly string[]) {
  return (
    householdOf(reading.cell('household'), localHouseholds) ??
    reading.fault('household', 'must be 本地 or 外地, or an address from the province and city on')
  );
}
