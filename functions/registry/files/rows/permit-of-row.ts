import { told } from '#functions/registry/exchange/merge/told.ts';
import type { ResidentField } from '#functions/registry/files/columns/resident-columns.ts';

import type { Reading } from './row-reading.ts';

/** The residence permit of a row, not yet checked; none when the row says nothing of one. */
export function permitOfRow(reading: Reading<ResidentField>): object | undefined {
  const number = reading.code('permitNumber');
  const issuedOn = reading.date('permitIssuedOn');
  const endorsedOn = reading.date('permitEndorsedOn');
  const validTo = reading.date('permitValidTo');
  if (number === undefined && issuedOn === undefined && endorsedOn === undefined && validTo === undefined)
    return undefined;
  const missing = 'is missing: a permit needs its number, the day of issue and the last day of validity';
  if (number === undefined) reading.fault('permitNumber', missing);
  if (issuedOn === undefined) reading.fault('permitIssuedOn', missing);
  if (validTo === undefined) reading.fault('permitValidTo', missing);
  return told({ number, issuedOn, endorsedOn, validTo });
}
