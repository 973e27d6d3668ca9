import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { outcomeSchema } from '#functions/investigation/model/closing.ts';

import { caseIdSchema } from './opening.ts';

const contentVersionSchema = z.int().min(1);

/** A closing that is proposed to the other station. */
export const closingRequestSchema = z
  .strictObject({
    outcome: outcomeSchema,
    note: boundedText(1000).optional(),
    /** Another open investigation of the same partnership; needed when merged. */
    mergedInto: caseIdSchema.optional(),
    /** The content that is to be closed, as the case shows it. */
    contentVersion: contentVersionSchema,
  })
  .superRefine(({ outcome, mergedInto }, context) => {
    if ((outcome === 'merged') === (mergedInto !== undefined)) return;
    const message = mergedInto === undefined ? 'is needed by "merged"' : 'goes with "merged" only';
    context.addIssue({ code: 'custom', path: ['mergedInto'], message });
  });

/** A closing that is proposed to the other station. */
export type ClosingRequest = z.infer<typeof closingRequestSchema>;

/** The other station's consent, to the same content. */
export const closingConsentSchema = z.strictObject({ contentVersion: contentVersionSchema });

/** The other station's consent. */
export type ClosingConsent = z.infer<typeof closingConsentSchema>;
