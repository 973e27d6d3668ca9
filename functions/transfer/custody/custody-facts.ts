import * as z from 'zod';

/** SHA-256 in lower-case hex. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');

/** Who holds the person: a station, or, as recorded, nobody. */
export const custodianSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('station'), stationId: z.string() }),
  z.strictObject({ kind: z.literal('none'), reason: z.enum(['escaped', 'released']) }),
]);

/** Who holds the person. */
export type Custodian = z.infer<typeof custodianSchema>;

/** An officer who signed in: nothing is done with custody by a link. */
const officerSchema = z.strictObject({
  kind: z.literal('officer'),
  officerId: z.string(),
  stationId: z.string(),
});
const processSchema = z.strictObject({ kind: z.literal('system'), process: z.string() });

/** When the entry was made (RFC 3339 UTC); never before the entry that it follows. */
const at = z.iso.datetime();
/** When it happened, as the officer tells it; never after `at`. */
const happenedAt = z.iso.datetime();

/** What the receiving station says of one thing: as listed, or an objection, whose text the chain knows by its hash. */
export const confirmationSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('confirmed') }),
  z.strictObject({ outcome: z.literal('objected'), objectionHash: hashSchema }),
]);

const entryOf = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), at, by: officerSchema, custodian: custodianSchema, ...shape });

/**
 * What an entry of the custody chain says: what happened, and who holds the person from then on. No names and no free text:
 * what is said of a person stands there as the hash that `commitmentOf` makes, so that the chain can be shown, and kept,
 * without the person.
 */
export const custodyFactsSchema = z.discriminatedUnion('type', [
  /** The officer's station deprived the person of liberty at `happenedAt`; `receivingStationId` is to take them over. */
  entryOf('takenIntoCustody', {
    receivingStationId: z.string(),
    happenedAt,
    suspectHash: hashSchema,
    /** Of the legal grounds, the measure and its document. */
    groundsHash: hashSchema,
  }),
  /** An officer of the holding station hands the person to the other station, whose receipt must come by `endsAt`. */
  entryOf('released', {
    toStationId: z.string(),
    endsAt: z.iso.datetime(),
    documentsHash: hashSchema,
    propertyHash: hashSchema,
    healthHash: hashSchema,
    risksHash: hashSchema,
  }),
  /** A different officer, of the other station, takes the person over. Nothing else moves custody between stations. */
  entryOf('received', {
    property: z.array(z.strictObject({ itemId: z.string(), confirmation: confirmationSchema })),
    health: confirmationSchema,
  }),
  /** The other station does not take the person over. */
  entryOf('receiptRefused', { reasonHash: hashSchema }),
  /** Nobody signed for the person in time; the process says so. */
  z.strictObject({
    type: z.literal('handoverTimedOut'),
    at,
    by: processSchema,
    custodian: custodianSchema,
  }),
  entryOf('escaped', { happenedAt, detailsHash: hashSchema }),
  /** The officer's station holds the person again. */
  entryOf('recaptured', { happenedAt, detailsHash: hashSchema }),
  /** The person is treated and still held by the same station; a handover under way is off. */
  entryOf('medicalEmergency', { detailsHash: hashSchema }),
  entryOf('medicalCleared', { healthHash: hashSchema }),
  /** A court ordered the release: nobody holds the person any more, for good. */
  entryOf('freed', { happenedAt, orderHash: hashSchema }),
]);

/** What an entry of the custody chain says. */
export type CustodyFacts = z.infer<typeof custodyFactsSchema>;

type WithoutCustodian<Facts> = Facts extends CustodyFacts ? Omit<Facts, 'custodian'> : never;

/** What happened. Who holds the person from then on follows from it and from the entries before. */
export type CustodyEvent = WithoutCustodian<CustodyFacts>;
