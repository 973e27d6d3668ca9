import * as z from 'zod';

import { exportKey } from '#functions/registry/store/keys.ts';
import { actorRecordSchema } from '#platform/actor/actor.ts';
import type { Ledger } from '#platform/command/ledger.ts';

import { fileFormatSchema } from './upload.ts';

/** States of an export. */
export const exportStatusSchema = z.enum(['writing', 'done']);

/** A file of a station's residents that is written: a record with its own timeline and audit chain. */
export const exportSchema = z.object({
  exportId: z.string(),
  partnershipId: z.string(),
  /** The station whose residents it lists, and which alone may fetch it. */
  stationId: z.string(),
  format: fileFormatSchema,
  purpose: z.string(),
  status: exportStatusSchema,
  requestedAt: z.iso.datetime(),
  requestedBy: actorRecordSchema,
  finishedAt: z.iso.datetime().optional(),
  /** Residents in the file, once it is written. */
  residents: z.int().min(0).optional(),
  version: z.int().min(1),
  auditHead: z.string(),
});

/** A file of a station's residents that is written. */
export type ExportRecord = z.infer<typeof exportSchema>;

/** Where an export is kept. */
export function exportLedger({ partnershipId, exportId }: ExportRecord): Ledger {
  return { id: exportId, key: exportKey(partnershipId, exportId), entity: 'export' };
}

/** Name of the file in the exchange bucket. */
export function exportObjectName({ partnershipId, exportId, format }: ExportRecord): string {
  return `exports/${partnershipId}/${exportId}.${format}`;
}
