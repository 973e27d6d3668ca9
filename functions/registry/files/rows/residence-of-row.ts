import { told } from '#functions/registry/exchange/merge/told.ts';
import type { ResidentField } from '#functions/registry/files/columns/resident-columns.ts';

import { nameText } from './cell-text.ts';
import type { Reading } from './row-reading.ts';
import { telephonesOf } from './telephones-of.ts';
import { vocabulary } from './vocabulary.ts';

/** Columns that say something of a residence alone; whoever fills them in means one. */
const ONLY_OF_RESIDENCES = [
  'residenceFrom',
  'residenceTo',
  'housing',
  'landlordName',
  'registeredOn',
] as const;

/** The residence of a row, not yet checked; none when the row says nothing of one. */
export function residenceOfRow(reading: Reading<ResidentField>): object[] {
  const address = reading.text('address');
  const from = reading.date('residenceFrom');
  if (address === undefined) {
    if (ONLY_OF_RESIDENCES.some((field) => reading.text(field) !== undefined))
      reading.fault('address', 'is missing, though the row tells of a residence');
    return [];
  }
  if (from === undefined) reading.fault('residenceFrom', 'is missing: a residence needs its first day');
  return [
    told({
      address,
      from,
      to: reading.date('residenceTo'),
      housing: reading.word('housing', vocabulary.housing) ?? 'other',
      landlord: landlord(reading),
      reportedBy: reading.word('reportedBy', vocabulary.reportedBy) ?? 'unknown',
      registeredOn: reading.date('registeredOn'),
    }),
  ];
}

function landlord(reading: Reading<ResidentField>): object | undefined {
  const name = nameText(reading.cell('landlordName'));
  const telephones = telephonesOf(reading.cell('landlordTelephone'));
  if (telephones.length > 1) reading.fault('landlordTelephone', 'must be one telephone');
  const [telephone] = telephones;
  return name === undefined && telephone === undefined ? undefined : told({ name, telephone });
}
