import * as z from 'zod';

import { eventMatcher, EventPatternError, type EventMatcher } from '#local/streams/event-pattern.ts';
import { functionNameOf } from '#local/lambda/template-functions.ts';
import { flagSchema, parseProperties, type Resource } from '#local/template/resource.ts';
import { TemplateError } from '#local/template/template-error.ts';

const mappingSchema = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: flagSchema.default(true),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BatchSize: z.coerce.number().int().min(1).max(10_000).default(100),
  BisectBatchOnFunctionError: flagSchema.default(false),
  /** -1: until the record expires. */
  MaximumRetryAttempts: z.coerce.number().int().min(-1).default(-1),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.looseObject({ Filters: z.array(z.looseObject({ Pattern: z.string() })) }).optional(),
  DestinationConfig: z
    .looseObject({ OnFailure: z.looseObject({ Destination: z.string() }).optional() })
    .optional(),
});

/** How the records of a stream come to a function. */
export interface StreamMapping {
  /** Its logical id, which names the file that keeps its position. */
  readonly name: string;
  readonly streamArn: string;
  readonly functionName: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  readonly bisect: boolean;
  readonly retries: number;
  readonly reportsItemFailures: boolean;
  /** Whether the function wants the record. */
  readonly wants: EventMatcher;
  /** ARN of the queue for what could not be handled. */
  readonly onFailure: string | undefined;
}

/**
 * A mapping of the templates; undefined when it is switched off.
 * @throws TemplateError when it asks for something that is not supported here
 */
export function streamMapping(resource: Resource): StreamMapping | undefined {
  const properties = parseProperties(resource, mappingSchema);
  if (!properties.Enabled) return undefined;
  if (!properties.EventSourceArn.includes(':dynamodb:')) {
    throw new TemplateError(`The ${resource.subject} has another source than a table's stream.`);
  }
  return {
    name: resource.logicalId,
    streamArn: properties.EventSourceArn,
    functionName: functionNameOf(properties.FunctionName),
    startingPosition: properties.StartingPosition,
    batchSize: properties.BatchSize,
    bisect: properties.BisectBatchOnFunctionError,
    retries: properties.MaximumRetryAttempts === -1 ? Infinity : properties.MaximumRetryAttempts,
    reportsItemFailures: properties.FunctionResponseTypes.length > 0,
    wants: filterOf(properties.FilterCriteria?.Filters ?? [], resource),
    onFailure: properties.DestinationConfig?.OnFailure?.Destination,
  };
}

function filterOf(filters: readonly { readonly Pattern: string }[], resource: Resource): EventMatcher {
  try {
    const matchers = filters.map(({ Pattern }) => eventMatcher(JSON.parse(Pattern)));
    return (event) => matchers.length === 0 || matchers.some((matches) => matches(event));
  } catch (error) {
    if (!(error instanceof EventPatternError || error instanceof SyntaxError)) throw error;
    throw new TemplateError(`The ${resource.subject} cannot be run here: ${error.message}`);
  }
}
