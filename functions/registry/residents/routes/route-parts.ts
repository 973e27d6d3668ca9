import * as z from 'zod';

import { idSchema } from '#functions/registry/exchange/requests/id.ts';
import { partnershipParameters } from '#functions/registry/exchange/routes/route-parts.ts';
import * as parts from '#platform/http/route-parts.ts';

export { adds, partnershipParameters, reads } from '#functions/registry/exchange/routes/route-parts.ts';

/** Path parameters of a resident. */
export const residentParameters = partnershipParameters.extend({ residentId: idSchema('R') });

/** Path parameters of a proposal. */
export const proposalParameters = partnershipParameters.extend({
  proposalId: z.string().regex(/^PC-[\w-]{26}$/, 'must be an id of a proposal, such as PC-…'),
});

/** Routes by which officers decide on the version of a record that they have read. */
export const decides = {
  ...parts.adds,
  method: 'POST',
  access: 'officer',
  query: parts.noQuery,
  decides: true,
  problems: [409, 410, 412, 413, 415, 422, 428, 503],
} as const;

/** What a change of a resident is answered. */
export const residentReply = parts.json(
  200,
  'The record has a new version',
  z.object({ residentId: z.string(), version: z.int() }),
);
