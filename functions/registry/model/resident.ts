import * as z from 'zod';

import {
  birthDateOfNumber,
  birthDateSchema,
  dateSchema,
  identityDocumentSchema,
  sexOfNumber,
  sexSchema,
} from './identity-document.ts';

/** A name in characters or letters; a middle dot parts the names of some peoples (买买提·艾力). */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(
    /^[\p{L}\p{M}· .'-]+$/u,
    'must be letters or characters; a dot, hyphen, apostrophe or space may part them',
  );

/** Other names that a person goes by or went by. */
export const otherNameSchema = z.strictObject({ kind: z.enum(['former', 'alias']), name: nameSchema });

const telephoneSchema = z
  .string()
  .regex(/^\+?\d{5,15}$/, 'must be 5 to 15 digits, with or without a plus sign');

/** Where somebody lives or lived. */
export const registrationSchema = z.strictObject({
  address: z.string().trim().min(2).max(200),
  /** First day there. */
  from: dateSchema,
  /** Last day there; absent while they live there. */
  to: dateSchema.optional(),
  housing: z.enum([
    'ownHome',
    'rented',
    'employerDormitory',
    'withRelatives',
    'hotel',
    'hospital',
    'school',
    'shelter',
    'other',
  ]),
  landlord: z.strictObject({ name: nameSchema.optional(), telephone: telephoneSchema.optional() }).optional(),
  /** Who reported it. */
  reportedBy: z.enum(['self', 'landlord', 'employer', 'agent', 'officer', 'unknown']),
  /** The day on which the residence was registered with the police; absent: it is known, but not registered. */
  registeredOn: dateSchema.optional(),
});

/** Where somebody works or worked. */
export const workSchema = z.strictObject({
  employer: z.string().trim().min(1).max(120),
  role: z.string().trim().min(1).max(80).optional(),
  from: dateSchema,
  to: dateSchema.optional(),
});

/** A residence permit (居住证). */
export const permitSchema = z.strictObject({
  number: z.string().regex(/^[A-Z0-9-]{4,30}$/, 'must be 4 to 30 capital letters, digits or hyphens'),
  issuedOn: dateSchema,
  /** Day of the newest yearly endorsement. */
  endorsedOn: dateSchema.optional(),
  validTo: dateSchema,
});

/** What the registry knows of a person; what an officer or a file says. All of it is personal data. */
export const residentDetailsSchema = z
  .strictObject({
    documents: z.array(identityDocumentSchema).min(1).max(5),
    name: nameSchema,
    otherNames: z.array(otherNameSchema).max(10).default([]),
    birthDate: birthDateSchema,
    sex: sexSchema,
    /** Where the family comes from (籍贯), as documents have it. */
    nativePlace: z.string().trim().max(80).optional(),
    /** Whether the household is registered in this city (户籍): if so, nothing of residence permits concerns them. */
    household: z.enum(['local', 'elsewhere']),
    telephones: z.array(telephoneSchema).max(5).default([]),
    /** Name of a photo in another system; no photo is kept here. */
    photoReference: z
      .string()
      .regex(/^[\w./-]{1,120}$/, 'must be a reference of letters, digits and ._/-')
      .optional(),
    /** History of residence, oldest first, without overlaps. */
    registrations: z.array(registrationSchema).max(60).default([]),
    /** Whether they study here: with work or housing one of the grounds for a permit. */
    studying: z.boolean().default(false),
    work: z.array(workSchema).max(60).default([]),
    permit: permitSchema.optional(),
  })
  .superRefine((details, context) => {
    const fault = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    for (const [index, document] of details.documents.entries()) {
      if (document.type !== 'identityCard') continue;
      if (birthDateOfNumber(document.number) !== details.birthDate)
        fault(['birthDate'], `differs from the identity number in documents.${index}`);
      if (sexOfNumber(document.number) !== details.sex)
        fault(['sex'], `differs from the identity number in documents.${index}`);
    }
    for (const list of ['registrations', 'work'] as const)
      for (const [index, { from, to }] of details[list].entries())
        if (to !== undefined && to < from) fault([list, index, 'to'], 'must not be before "from"');
    for (const [index, { from }] of details.registrations.entries()) {
      const before = details.registrations[index - 1];
      if (before !== undefined && (before.to === undefined || before.to >= from))
        fault(['registrations', index, 'from'], 'overlaps the residence before it');
    }
    const { permit } = details;
    if (permit !== undefined && permit.validTo < permit.issuedOn)
      fault(['permit', 'validTo'], 'must not be before "issuedOn"');
  });

/** What the registry knows of a person. */
export type ResidentDetails = z.infer<typeof residentDetailsSchema>;

/** The person as a ledger's record: `details` are sealed by the person's own key where they are kept. */
export const residentSchema = z.object({
  residentId: z.string(),
  partnershipId: z.string(),
  /** The station that answers for the record; the other one reads, and proposes corrections. */
  owningStationId: z.string(),
  details: residentDetailsSchema,
  /** Set when the details came from a file. */
  importId: z.string().optional(),
  registeredAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int().min(1),
  auditHead: z.string(),
});

/** A resident of the registry. */
export type Resident = z.infer<typeof residentSchema>;
