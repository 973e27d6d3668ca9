import * as z from 'zod';

import { documentNumberSchema } from '#functions/transfer/model/legal-basis.ts';
import {
  escortRisksSchema,
  healthCheckSchema,
  itemIdSchema,
  propertyItemSchema,
} from '#functions/transfer/model/preparation.ts';
import { duplicates } from '#platform/deployment/duplicates.ts';

/** Refuses a list that names something twice: which of the two is meant nobody can say. */
const eachOnce =
  <K extends string>(name: K) =>
  (entries: readonly Readonly<Record<K, string>>[], context: z.RefinementCtx): void => {
    for (const { index, value } of duplicates(entries.map((entry) => entry[name])))
      context.addIssue({ code: 'custom', path: [index, name], message: `names ${value} a second time` });
  };

/** Documents of the checklist, with their numbers; one that is told again takes the place of what was told before. */
export const documentsSchema = z.strictObject({
  documents: z
    .array(z.strictObject({ documentId: z.string().min(1).max(41), number: documentNumberSchema }))
    .min(1)
    .max(30)
    .superRefine(eachOnce('documentId')),
});

/** Documents of the checklist, with their numbers. */
export type DocumentsRequest = z.infer<typeof documentsSchema>;

const examined = healthCheckSchema.shape;

/** What an examination found. */
export const healthCheckRequestSchema = z.strictObject({
  /** Default: now. */
  at: examined.at.optional(),
  by: examined.by,
  condition: examined.condition,
  findings: examined.findings,
});

/** What an examination found. */
export type HealthCheckRequest = z.infer<typeof healthCheckRequestSchema>;

/** Things that go with the suspect. An empty list says that there is nothing; a known `itemId` is corrected. */
export const propertyRequestSchema = z.strictObject({
  items: z.array(propertyItemSchema).max(50).superRefine(eachOnce('itemId')),
  /** Things that were listed by mistake. */
  struckItemIds: z.array(itemIdSchema).max(50).default([]),
});

/** Things that go with the suspect. */
export type PropertyRequest = z.infer<typeof propertyRequestSchema>;

/** What the escort has to be ready for. */
export { escortRisksSchema };
