import * as z from 'zod';

import { parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

const aliasSchema = z.looseObject({ AliasName: z.string(), TargetKeyId: z.string() });

/** ARN of the key behind each alias: IAM is asked about the key, whatever it was called by. */
export function keyAliases(graph: TemplateGraph): ReadonlyMap<string, string> {
  return new Map(
    graph.ofType('AWS::KMS::Alias').map((resource) => {
      const { AliasName, TargetKeyId } = parseProperties(resource, aliasSchema);
      return [AliasName, TargetKeyId] as const;
    }),
  );
}
