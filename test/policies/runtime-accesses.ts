import * as z from 'zod';

import { functionNameOf } from '#local/lambda/template-functions.ts';
import { parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

import type { Access } from './policy-evaluator.ts';

const functionSchema = z.looseObject({ LoggingConfig: z.looseObject({ LogGroup: z.string() }) });
const mappingSchema = z.looseObject({
  FunctionName: z.string(),
  EventSourceArn: z.string().regex(/:table\/[^/]+\/stream\//, 'must be a table’s stream'),
  DestinationConfig: z.looseObject({ OnFailure: z.looseObject({ Destination: z.string() }) }),
});

/** What Lambda does in the name of a function's role, by the function's name: writes its log, polls its stream. */
export function runtimeAccesses(graph: TemplateGraph): ReadonlyMap<string, readonly Access[]> {
  const mappings = graph
    .ofType('AWS::Lambda::EventSourceMapping')
    .map((mapping) => parseProperties(mapping, mappingSchema));
  return new Map(
    graph.ofType('AWS::Lambda::Function').map((resource) => {
      const name = graph.refOf(resource);
      const own = mappings.filter(({ FunctionName }) => functionNameOf(FunctionName) === name);
      return [
        name,
        [...logAccesses(graph, parseProperties(resource, functionSchema)), ...own.flatMap(streamAccesses)],
      ];
    }),
  );
}

function logAccesses(graph: TemplateGraph, { LoggingConfig }: z.output<typeof functionSchema>): Access[] {
  const log = graph
    .ofIgnoredType('AWS::Logs::LogGroup')
    .find((each) => graph.refOf(each) === LoggingConfig.LogGroup);
  if (log === undefined) throw new Error(`The log ${LoggingConfig.LogGroup} is in no template.`);
  const resource = graph.attributeOf(log, 'Arn').replace(/\*$/, 'log-stream:2026/11/23/[$LATEST]0');
  return ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({ action, resource }));
}

/** As AWS documents it for a function that reads a table's stream and has an on-failure queue. */
function streamAccesses({ EventSourceArn, DestinationConfig }: z.output<typeof mappingSchema>): Access[] {
  const polling = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  return [
    ...polling.map((action) => ({ action, resource: EventSourceArn })),
    { action: 'dynamodb:ListStreams', resource: '*' },
    { action: 'sqs:SendMessage', resource: DestinationConfig.OnFailure.Destination },
  ];
}
