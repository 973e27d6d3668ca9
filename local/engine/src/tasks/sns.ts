import { StateError } from '../errors.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { jsonText } from '../json-text.ts';
import { isJsonObject } from '../json.ts';
import type { JsonValue } from '../json.ts';
import { answerToJson } from '../runtime.ts';
import { withSdkMetadata } from './sdk-metadata.ts';

/** Calls `sns:publish`. A Message that is not a string is sent as its JSON text, as Step Functions does. */
export async function publishMessage(run: ExecutionRun, parameters: JsonValue): Promise<JsonValue> {
  const { clock, integrations } = run.runtime;
  if (integrations.snsPublish === undefined) {
    throw new StateError(
      'States.Runtime',
      'sns:publish cannot be called: the engine has no snsPublish integration',
    );
  }
  const message = isJsonObject(parameters) ? parameters['Message'] : undefined;
  const sent =
    isJsonObject(parameters) && message !== undefined && typeof message !== 'string'
      ? { ...parameters, Message: jsonText(message) }
      : parameters;
  const answer = answerToJson(await integrations.snsPublish(sent));
  return withSdkMetadata(isJsonObject(answer) ? answer : {}, clock.now());
}
