import { StateError } from '../errors.ts';
import type { ExecutionRun } from '../execution-run.ts';
import type { DynamoDBAction } from '../integrations.ts';
import { isJsonObject } from '../json.ts';
import type { JsonValue } from '../json.ts';
import { answerToJson } from '../runtime.ts';
import { withSdkMetadata } from './sdk-metadata.ts';

const ACTIONS: Readonly<Record<string, DynamoDBAction>> = {
  getItem: 'GetItem',
  putItem: 'PutItem',
  updateItem: 'UpdateItem',
  deleteItem: 'DeleteItem',
};

/** Calls an action of DynamoDB. */
export async function callDynamoDB(
  run: ExecutionRun,
  action: string,
  parameters: JsonValue,
): Promise<JsonValue> {
  const { clock, integrations } = run.runtime;
  const name = ACTIONS[action];
  if (integrations.dynamodb === undefined || name === undefined) {
    throw new StateError(
      'States.Runtime',
      `dynamodb:${action} cannot be called: the engine has no dynamodb integration`,
    );
  }
  const answer = answerToJson(await integrations.dynamodb(name, parameters));
  return withSdkMetadata(isJsonObject(answer) ? answer : {}, clock.now());
}
