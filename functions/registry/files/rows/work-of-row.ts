import { told } from '#functions/registry/exchange/merge/told.ts';
import type { ResidentField } from '#functions/registry/files/columns/resident-columns.ts';

import type { Reading } from './row-reading.ts';

/** The work of a row, not yet checked; none when the row says nothing of one. */
export function workOfRow(reading: Reading<ResidentField>): object[] {
  const employer = reading.text('employer');
  const from = reading.date('workFrom');
  const to = reading.date('workTo');
  if (employer === undefined) {
    if (from !== undefined || to !== undefined)
      reading.fault('employer', 'is missing, though the row says since when or until when they work there');
    return [];
  }
  if (from === undefined) reading.fault('workFrom', 'is missing: work needs its first day');
  return [told({ employer, role: reading.text('role'), from, to })];
}
