import * as z from 'zod';

import { corsRuleSchema, type CorsRule } from '#local/s3/cors.ts';
import { parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

const bucketSchema = z.looseObject({
  CorsConfiguration: z.looseObject({ CorsRules: z.array(corsRuleSchema) }).optional(),
  NotificationConfiguration: z.undefined('notifications of buckets cannot be run').optional(),
});

/** The buckets of the templates with their CORS rules, by name. */
export function templateBuckets(graph: TemplateGraph): ReadonlyMap<string, readonly CorsRule[]> {
  return new Map(
    graph.ofType('AWS::S3::Bucket').map((resource) => {
      return [
        graph.refOf(resource),
        parseProperties(resource, bucketSchema).CorsConfiguration?.CorsRules ?? [],
      ];
    }),
  );
}
