import { randomUUID } from 'node:crypto';
import { DefinitionError, ServiceError } from './errors.ts';
import { isJsonObject } from './json.ts';
import type { StateMachineEngine } from './engine.ts';
import { RequestBody } from './request-body.ts';

/** A request of AWS JSON 1.0: the header x-amz-target and the body. */
export interface WireRequest {
  /** `AWSStepFunctions.` and the name of the operation. */
  readonly target: string;
  readonly body: string;
}

/** What to answer it with. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Operation = (engine: StateMachineEngine, body: RequestBody) => Promise<unknown>;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  StartExecution: (engine, body) =>
    engine.startExecution({
      stateMachineArn: body.text('stateMachineArn'),
      ...body.optionalText('name'),
      ...body.optionalText('input'),
    }),
  DescribeExecution: (engine, body) => engine.describeExecution({ executionArn: body.text('executionArn') }),
  GetExecutionHistory: (engine, body) =>
    engine.getExecutionHistory({
      executionArn: body.text('executionArn'),
      ...body.optionalFlag('reverseOrder'),
      ...body.optionalFlag('includeExecutionData'),
      ...body.page(),
    }),
  ListExecutions: (engine, body) =>
    engine.listExecutions({
      ...body.optionalText('stateMachineArn'),
      ...body.optionalText('statusFilter'),
      ...body.page(),
    }),
  StopExecution: (engine, body) =>
    engine.stopExecution({
      executionArn: body.text('executionArn'),
      ...body.optionalText('error'),
      ...body.optionalText('cause'),
    }),
  RedriveExecution: (engine, body) => engine.redriveExecution({ executionArn: body.text('executionArn') }),
  SendTaskSuccess: (engine, body) =>
    engine.sendTaskSuccess({ taskToken: body.text('taskToken'), output: body.text('output') }),
  SendTaskFailure: (engine, body) =>
    engine.sendTaskFailure({
      taskToken: body.text('taskToken'),
      ...body.optionalText('error'),
      ...body.optionalText('cause'),
    }),
  SendTaskHeartbeat: (engine, body) => engine.sendTaskHeartbeat({ taskToken: body.text('taskToken') }),
  DescribeStateMachine: (engine, body) =>
    engine.describeStateMachine({ stateMachineArn: body.text('stateMachineArn') }),
  ListStateMachines: (engine, body) => engine.listStateMachines(body.page()),
};

/** Carries out a request of the wire protocol; whatever goes wrong becomes an error response with AWS's error name. */
export async function handleWireRequest(
  engine: StateMachineEngine,
  request: WireRequest,
): Promise<WireResponse> {
  try {
    const operation = OPERATIONS[request.target.replace(/^AWSStepFunctions\./, '')];
    if (operation === undefined) {
      throw new ServiceError(
        'UnknownOperationException',
        `${request.target} is not an operation of this engine`,
      );
    }
    return respond(200, (await operation(engine, new RequestBody(parseBody(request.body)))) ?? {});
  } catch (thrown) {
    if (thrown instanceof ServiceError) return respond(400, { __type: thrown.type, message: thrown.message });
    if (thrown instanceof DefinitionError)
      return respond(400, { __type: 'InvalidDefinition', message: thrown.message });
    return respond(500, { __type: 'InternalServerError', message: String(thrown) });
  }
}

function parseBody(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text === '' ? '{}' : text);
    if (isJsonObject(body)) return body;
  } catch {
    throw new ServiceError('SerializationException', 'The body is not JSON');
  }
  throw new ServiceError('SerializationException', 'The body is not a JSON object');
}

function respond(status: number, body: unknown): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(inEpochSeconds(body)),
  };
}

/** AWS JSON gives instants as seconds since the epoch, with three decimals. */
function inEpochSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(inEpochSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inEpochSeconds(member)]));
}
