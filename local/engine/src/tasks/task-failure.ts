import type { TaskResource } from '../definition.ts';
import { LambdaInvocationError, ServiceError, StateError } from '../errors.ts';
import type { Failure } from '../execution.ts';

/** The names under which Step Functions reports each service's errors, and the services' own names in causes. */
const SERVICES = {
  lambda: { prefix: 'Lambda', name: 'Lambda' },
  sns: { prefix: 'SNS', name: 'Sns' },
  dynamodb: { prefix: 'DynamoDB', name: 'DynamoDb' },
  states: { prefix: 'StepFunctions', name: 'Sfn' },
} as const;

/** How a task fails when its call is rejected, and whether the work called failed, or only the call of it. */
export function taskFailure(
  resource: TaskResource,
  thrown: unknown,
): { failure: Failure; byTheWorkItself: boolean } {
  if (thrown instanceof StateError) {
    const { error, causeText } = thrown;
    const failure = {
      ...(error !== undefined && { error }),
      ...(causeText !== undefined && { cause: causeText }),
    };
    return { failure, byTheWorkItself: true };
  }
  if (thrown instanceof LambdaInvocationError) {
    const { errorType, errorMessage, trace } = thrown;
    const cause = JSON.stringify({ errorType, errorMessage, ...(trace !== undefined && { trace }) });
    return { failure: { error: errorType, cause }, byTheWorkItself: true };
  }
  const service = SERVICES[resource.kind === 'function' ? 'lambda' : resource.service];
  const { name, message } = describeError(thrown);
  const failure = { error: `${service.prefix}.${name}`, cause: `${message} (Service: ${service.name})` };
  return { failure, byTheWorkItself: false };
}

function describeError(thrown: unknown): { name: string; message: string } {
  if (thrown instanceof ServiceError) return { name: `${thrown.type}Exception`, message: thrown.message };
  if (thrown instanceof Error) {
    return { name: thrown.name === 'Error' ? 'SdkClientException' : thrown.name, message: thrown.message };
  }
  return { name: 'SdkClientException', message: String(thrown) };
}
