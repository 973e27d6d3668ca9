import * as z from 'zod';

import { idSchema } from '#functions/registry/exchange/requests/id.ts';
import * as parts from '#platform/http/route-parts.ts';

/** Path parameter of every route of a registry. */
export const partnershipParameters = z.object({ partnershipId: z.string().min(1).max(60) });

/** Path parameters of a file that is imported. */
export const importParameters = partnershipParameters.extend({ importId: idSchema('IM') });

/** Path parameters of a file that is exported. */
export const exportParameters = partnershipParameters.extend({ exportId: idSchema('EX') });

/** Routes by which officers read. */
export const reads = { ...parts.reads, method: 'GET', access: 'officer', query: parts.noQuery } as const;

/** Routes by which officers have something done. */
export const adds = { ...parts.adds, method: 'POST', access: 'officer', query: parts.noQuery } as const;

/** An address from which a file can be fetched for a while. */
export const downloadReply = z.object({ url: z.url(), expiresAt: z.iso.datetime() });
