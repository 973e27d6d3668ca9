import * as z from 'zod';

import { TemplateError } from '#local/template/template-error.ts';

/** A resource of one of the templates. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** `stack Stateless, resource Api (AWS::ApiGatewayV2::Api)`, for messages. */
  readonly subject: string;
  /** Its properties with every intrinsic function replaced. @throws TemplateError for a reference to nothing */
  properties(): unknown;
}

/**
 * The properties of a resource, checked.
 * @throws TemplateError naming the resource and the property that is missing or not supported
 */
export function parseProperties<T extends z.ZodType>(resource: Resource, schema: T): z.output<T> {
  const result = schema.safeParse(resource.properties());
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new TemplateError(`The ${resource.subject} cannot be run here: ${faults.join('; ')}.`);
}

/** A property that is true or false, also written as text. */
export const flagSchema = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((text) => text === 'true'),
]);
