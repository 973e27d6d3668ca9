import * as z from 'zod';

import { boundedText } from '#platform/bounded-text.ts';
import { stepIdSchema } from '#functions/investigation/model/coercive-step.ts';
import { documentNumberSchema } from '#functions/investigation/model/cooperation.ts';
import { suspectDetailsSchema } from '#functions/investigation/model/matter.ts';
import { measureSchema } from '#functions/investigation/model/pursuit.ts';

import { officerIdSchema, stationIdSchema } from './cooperation-request.ts';

/** An arrest: by a step that was approved, or in an emergency whose papers follow. */
export const arrestReportSchema = z
  .strictObject({
    /** The approved step of kind `arrest` that is carried out by it. */
    stepId: stepIdSchema.optional(),
    /** Why it could not wait for its papers, and in whose area it was. */
    emergency: z.strictObject({ reason: boundedText(1000), atStationId: stationIdSchema }).optional(),
    /** Officer of the station in whose area it was, who was present; needed by an approved step. */
    localOfficerId: officerIdSchema.optional(),
    suspect: suspectDetailsSchema,
    /** Default: now. */
    at: z.iso.datetime().optional(),
    place: boundedText(200),
    /** Officers of the reporting station. */
    byOfficerIds: z.array(officerIdSchema).min(1).max(20),
    measure: measureSchema,
    measureDocument: documentNumberSchema,
    /** From when the custody clock counts. Default: the arrest. */
    deprivedOfLibertyAt: z.iso.datetime().optional(),
    note: boundedText(1000).optional(),
  })
  .superRefine(({ stepId, emergency, localOfficerId }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if ((stepId === undefined) === (emergency === undefined))
      refuse('stepId', 'either an approved step or an emergency must be named');
    if (stepId !== undefined && localOfficerId === undefined)
      refuse('localOfficerId', 'is needed by an approved step');
  });

/** An arrest. */
export type ArrestReport = z.infer<typeof arrestReportSchema>;
