import * as z from 'zod';

import { registryFilesSchema } from './registry-files.ts';
import { registryLookupSchema } from './registry-lookup.ts';
import { registryMatchingSchema } from './registry-matching.ts';
import { registryPermitsSchema } from './registry-permits.ts';
import { registryRetentionSchema } from './registry-retention.ts';

/** Rules of the shared resident registry. */
export const registrySchema = z.strictObject({
  matching: registryMatchingSchema.describe('When a resident and a wanted notice may be the same person.'),
  files: registryFilesSchema.describe('Limits of files that are imported and exported.'),
  lookup: registryLookupSchema.describe('Purposes of lookups, what they show, and what is unusual.'),
  permits: registryPermitsSchema.describe('Who registers a residence, by when, and who may have a permit.'),
  retention: registryRetentionSchema.describe('How long records are kept.'),
});
