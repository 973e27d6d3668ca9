import * as z from 'zod';

import { functionNameOf } from '#local/lambda/template-functions.ts';
import { localArn } from '#local/template/environment.ts';
import { parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

const permissionSchema = z.looseObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
});

/** The permissions of a function that let API Gateway call it. */
export interface InvokePermissions {
  /** Whether the API may call the function for that route. */
  permits(apiId: string, routeKey: string): boolean;
}

/** What the templates permit API Gateway on the function; without a permission its route answers 500, as on AWS. */
export function invokePermissions(graph: TemplateGraph, functionName: string): InvokePermissions {
  const sources = graph
    .ofType('AWS::Lambda::Permission')
    .map((resource) => parseProperties(resource, permissionSchema))
    .filter(({ Principal, FunctionName }) => {
      return Principal.startsWith('apigateway.') && functionNameOf(FunctionName) === functionName;
    })
    .map(({ SourceArn }) => SourceArn ?? '*');
  return {
    permits(apiId, routeKey) {
      const [method = '', path = ''] = routeKey === '$default' ? ['$default', ''] : routeKey.split(' ');
      const route = `${apiId}/$default/${method === 'ANY' ? '*' : method}${path}`;
      const arn = localArn(graph.environment, 'execute-api', route);
      return sources.some((pattern) => matchesArn(pattern, arn));
    },
  };
}

function matchesArn(pattern: string, arn: string): boolean {
  const escaped = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`).test(arn);
}
