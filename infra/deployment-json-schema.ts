import * as z from 'zod';

import { deploymentFileSchema } from './deployment-file-schema.ts';

/**
 * The form of a deployment file as JSON Schema (draft 2020-12), for editors: names, kinds and ranges of the fields, and
 * what each is for. What fields say about each other is checked at synth only.
 */
export function deploymentJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(deploymentFileSchema, { io: 'input', target: 'draft-2020-12' }) };
}
