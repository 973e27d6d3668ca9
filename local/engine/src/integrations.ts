import type { JsonValue } from './json.ts';

/** A call of a Lambda function by a Task. */
export interface LambdaCall {
  /** The function's ARN, possibly with a qualifier. */
  readonly functionArn: string;
  readonly payload: JsonValue | undefined;
  /** `Event` calls are answered at once, without the function's result. */
  readonly invocationType: 'RequestResponse' | 'Event';
  readonly executionArn: string;
  readonly stateName: string;
}

/** Actions of DynamoDB that a Task can call. */
export type DynamoDBAction = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

/**
 * What the engine calls on behalf of Tasks. A rejection fails the Task: LambdaInvocationError with the function's own
 * error, any other Error under the service's name and the Error's (`DynamoDB.ConditionalCheckFailedException`).
 */
export interface Integrations {
  /** Resolves to the function's payload. */
  invokeLambda(call: LambdaCall): Promise<unknown>;
  /** Publishes a message; the arguments and the answer are those of the SNS API. */
  snsPublish?(parameters: JsonValue): Promise<unknown>;
  /** Calls DynamoDB; the arguments and the answer are those of its API, with attribute values written as types. */
  dynamodb?(action: DynamoDBAction, parameters: JsonValue): Promise<unknown>;
}
