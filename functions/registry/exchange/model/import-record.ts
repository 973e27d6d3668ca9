import * as z from 'zod';

import { importKey } from '#functions/registry/store/keys.ts';
import { actorRecordSchema, type OfficerActor } from '#platform/actor/actor.ts';
import type { Ledger } from '#platform/command/ledger.ts';

import { fileFormatSchema } from './upload.ts';

/**
 * States of an import. `reading`: the file is read whole, nothing is written yet. `writing`: its parts are written one after
 * the other. `done`; `refused`: the file is broken, and nothing of it was written. `stopped`: by an officer, what was written
 * stays, and it can go on.
 */
export const importStatusSchema = z.enum(['reading', 'writing', 'done', 'refused', 'stopped']);

/** What came of the rows so far. Their sum is the number of rows that are dealt with. */
export const rowCountsSchema = z.object({
  /** People who were new. */
  written: z.int().min(0),
  /** People whose record said something else or less. */
  corrected: z.int().min(0),
  /** People whose record said the same. */
  unchanged: z.int().min(0),
  /** People whom the other station answers for, and to whom a correction is proposed. */
  proposed: z.int().min(0),
  /** Rows that told more of somebody who has another row. */
  merged: z.int().min(0),
  /** Rows that come back, each with its reason. */
  rejected: z.int().min(0),
});

/** What came of the rows so far. */
export type RowCounts = z.infer<typeof rowCountsSchema>;

/** How the file was cut into parts, once it was read. */
const cutSchema = z.object({
  /** Name of this reading: the parts of one that did not get to its end are in nobody's way. */
  cutId: z.string(),
  parts: z.int().min(0),
  rowsRead: z.int().min(0),
  /** Columns that were not understood, as a spreadsheet names them: `F`. What stands in them is not kept. */
  unknownColumns: z.array(z.string()),
});

/** A file of residents that is imported: a record with its own timeline and audit chain. */
export const importSchema = z.object({
  importId: z.string(),
  partnershipId: z.string(),
  /** The station whose residents the file lists, and which alone may see what became of it. */
  stationId: z.string(),
  uploadId: z.string(),
  format: fileFormatSchema,
  /** Columns by their header, where the station says which field they are. */
  mapping: z.record(z.string(), z.string()).optional(),
  status: importStatusSchema,
  requestedAt: z.iso.datetime(),
  requestedBy: actorRecordSchema,
  finishedAt: z.iso.datetime().optional(),
  cut: cutSchema.optional(),
  /** Why the file was refused: a stable code, and what the station can do about it. */
  refusal: z.object({ reason: z.string(), message: z.string() }).optional(),
  version: z.int().min(1),
  auditHead: z.string(),
});

/** A file of residents that is imported. */
export type ImportRecord = z.infer<typeof importSchema>;

/** Partition of index `gsi1` that lists the imports of a station. */
export function stationImports(partnershipId: string, stationId: string): string {
  return `REG#${partnershipId}#IMPORTS#${stationId}`;
}

/** Where an import is kept. */
export function importLedger({ partnershipId, importId, stationId }: ImportRecord): Ledger {
  return {
    id: importId,
    key: importKey(partnershipId, importId),
    entity: 'import',
    index: { gsi1: { pk: stationImports(partnershipId, stationId), sk: importId } },
  };
}

/** The officer for whom the file is written: their name stands behind each row. */
export function officerOf({ requestedBy }: Pick<ImportRecord, 'requestedBy'>): OfficerActor {
  if (requestedBy.kind !== 'officer') throw new Error('Files are imported and exported by officers.');
  const { officerId, stationId } = requestedBy;
  return { kind: 'officer', officerId, stationId, roles: [] };
}
