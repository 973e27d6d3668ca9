import * as z from 'zod';

import { birthDateSchema, dateSchema, identityDocumentSchema, sexSchema } from './identity-document.ts';
import { nameSchema, otherNameSchema } from './resident.ts';

/** What a wanted notice says; all of it is personal data but the number and the dates of validity. */
export const noticeDetailsSchema = z.strictObject({
  /** Number that the issuing authority gave it; unique in a partnership's list. */
  number: z.string().regex(/^[A-Z0-9-]{4,40}$/, 'must be 4 to 40 capital letters, digits or hyphens'),
  name: nameSchema,
  otherNames: z.array(otherNameSchema).max(10).default([]),
  documents: z.array(identityDocumentSchema).max(5).default([]),
  /** Without it only the documents are compared. */
  birthDate: birthDateSchema.optional(),
  sex: sexSchema.optional(),
  /** What they are wanted for. */
  offence: z.string().trim().min(1).max(200),
  issuedBy: z.string().trim().min(1).max(120),
  issuedOn: dateSchema,
  /** Last day of validity; absent: until withdrawn. */
  validTo: dateSchema.optional(),
});

/** What a wanted notice says. */
export type NoticeDetails = z.infer<typeof noticeDetailsSchema>;

/** A wanted notice (通缉/在逃) as it is kept: `details` are sealed by a key of its own. */
export const noticeSchema = z.object({
  noticeId: z.string(),
  partnershipId: z.string(),
  status: z.enum(['inForce', 'withdrawn', 'expired']),
  /** Rises when a withdrawn notice is issued again. */
  issue: z.int().min(1),
  details: noticeDetailsSchema,
  updatedAt: z.iso.datetime(),
  version: z.int().min(1),
  auditHead: z.string(),
});

/** A wanted notice. */
export type Notice = z.infer<typeof noticeSchema>;
