import * as z from 'zod';

/** A JSON schema as the OpenAPI document holds it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const schemaSchema = z.record(z.string(), z.unknown());
const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  schema: schemaSchema,
});
const operationSchema = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()),
  parameters: z.array(parameterSchema),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: schemaSchema })) }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.enum(['get', 'post', 'put']), operationSchema.optional())),
});

/** One operation of the OpenAPI document, as a caller who has only the document sees it. */
export interface Operation {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With `{names}` of parameters. */
  readonly path: string;
  readonly isPublic: boolean;
  readonly parameters: readonly z.infer<typeof parameterSchema>[];
  /** Schema of the JSON body; undefined for requests without one. */
  readonly body: JsonSchema | undefined;
  readonly takesForm: boolean;
  /** Statuses that the document names. */
  readonly statuses: readonly number[];
}

/** Every operation of an OpenAPI document. */
export function operationsOf(document: unknown): Operation[] {
  const { paths } = documentSchema.parse(document);
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      operation === undefined ? [] : [readOperation(path, method, operation)],
    ),
  );
}

const methods = z.enum(['GET', 'POST', 'PUT']);

function readOperation(path: string, method: string, operation: z.infer<typeof operationSchema>): Operation {
  const content = operation.requestBody?.content ?? {};
  return {
    operationId: operation.operationId,
    method: methods.parse(method.toUpperCase()),
    path,
    isPublic: operation.security.length === 0,
    parameters: operation.parameters,
    body: content['application/json']?.schema,
    takesForm: content['application/x-www-form-urlencoded'] !== undefined,
    statuses: Object.keys(operation.responses).map(Number),
  };
}
