import { StateError } from '../errors.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { jsonText } from '../json-text.ts';
import { isJsonObject } from '../json.ts';
import type { JsonValue } from '../json.ts';
import { answerToJson } from '../runtime.ts';
import { withSdkMetadata } from './sdk-metadata.ts';

/** Calls a function by its own ARN: the Task's result is the function's. */
export async function callFunction(
  run: ExecutionRun,
  functionArn: string,
  payload: JsonValue,
  stateName: string,
): Promise<JsonValue> {
  const executionArn = run.execution.arn;
  const invocationType = 'RequestResponse';
  const { integrations } = run.runtime;
  return answerToJson(
    await integrations.invokeLambda({ functionArn, payload, invocationType, executionArn, stateName }),
  );
}

/** Calls `lambda:invoke`: the Task's result is that of Lambda's Invoke API, with the function's as its Payload. */
export async function invokeFunction(
  run: ExecutionRun,
  parameters: JsonValue,
  stateName: string,
): Promise<JsonValue> {
  const { name, payload, invocationType } = readParameters(parameters);
  const executionArn = run.execution.arn;
  const { clock, integrations, region, account } = run.runtime;
  const [, partition] = executionArn.split(':');
  const functionArn = name.startsWith('arn:')
    ? name
    : `arn:${partition}:lambda:${region}:${account}:function:${name}`;
  const answer = await integrations.invokeLambda({
    functionArn,
    payload,
    invocationType,
    executionArn,
    stateName,
  });
  if (invocationType === 'Event') return withSdkMetadata({ StatusCode: 202 }, clock.now());
  const result = answerToJson(answer);
  const length = String(Buffer.byteLength(jsonText(result), 'utf8'));
  const answered = { ExecutedVersion: '$LATEST', Payload: result };
  const headers = {
    'X-Amz-Executed-Version': '$LATEST',
    'Content-Length': length,
    'x-amzn-Remapped-Content-Length': '0',
  };
  return { ...withSdkMetadata(answered, clock.now(), headers), StatusCode: 200 };
}

function readParameters(parameters: JsonValue) {
  if (!isJsonObject(parameters)) throw invalid('the Arguments must be an object');
  const {
    FunctionName: name,
    Payload: payload,
    InvocationType: type = 'RequestResponse',
    Qualifier: qualifier,
  } = parameters;
  if (typeof name !== 'string') throw invalid('FunctionName is missing');
  if (type !== 'RequestResponse' && type !== 'Event')
    throw invalid(`InvocationType ${jsonText(type)} is not supported`);
  return {
    name: typeof qualifier === 'string' ? `${name}:${qualifier}` : name,
    payload,
    invocationType: type,
  } as const;
}

function invalid(problem: string): StateError {
  return new StateError('States.Runtime', `lambda:invoke cannot be called: ${problem}`);
}
