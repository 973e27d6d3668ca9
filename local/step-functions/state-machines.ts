import { readFileSync } from 'node:fs';

import { LambdaInvocationError, type Integrations, type StateMachineEngine } from '@border815/engine';
import * as z from 'zod';

import type { DatabaseCaller } from '#local/dynamodb/database-caller.ts';
import type { AsynchronousInvocation } from '#local/lambda/asynchronous-invocation.ts';
import type { TemplateFunctions } from '#local/lambda/template-functions.ts';
import { AwsServiceError } from '#local/server/service-error.ts';
import { publishParametersSchema } from '#local/sns/publication.ts';
import type { Topics } from '#local/sns/topics.ts';
import { parseProperties, type Resource } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';
import { TemplateError } from '#local/template/template-error.ts';

const machineSchema = z.looseObject({
  StateMachineType: z.literal('STANDARD', 'only standard state machines can be run').default('STANDARD'),
  RoleArn: z.string(),
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.unknown()).optional(),
  DefinitionS3Location: z.looseObject({ Key: z.string() }).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
});

/**
 * Loads the state machines of the templates into the engine.
 * @throws DefinitionError from the engine for a definition it cannot run
 * @throws TemplateError for a state machine without a definition
 */
export async function createStateMachines(
  graph: TemplateGraph,
  engine: StateMachineEngine,
  assets: ReadonlyMap<string, string>,
): Promise<void> {
  for (const resource of graph.ofType('AWS::StepFunctions::StateMachine')) {
    const machine = parseProperties(resource, machineSchema);
    const source = definitionText(resource, machine, assets);
    await engine.createStateMachine({
      name: graph.attributeOf(resource, 'Name'),
      arn: graph.refOf(resource),
      roleArn: machine.RoleArn,
      definition: substituted(source, machine.DefinitionSubstitutions),
      type: machine.StateMachineType,
    });
  }
}

function definitionText(
  resource: Resource,
  machine: z.infer<typeof machineSchema>,
  assets: ReadonlyMap<string, string>,
): string {
  if (machine.DefinitionString !== undefined) return machine.DefinitionString;
  if (machine.Definition !== undefined) return JSON.stringify(machine.Definition);
  const path = assets.get(machine.DefinitionS3Location?.Key ?? '');
  if (path === undefined) throw new TemplateError(`The ${resource.subject} has no definition.`);
  return readFileSync(path, 'utf8');
}

function substituted(source: string, substitutions: Readonly<Record<string, string>>): string {
  return source.replaceAll(/\$\{([\w-]+)\}/g, (whole, name: string) => {
    const value = substitutions[name];
    // The value stands inside a JSON text.
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  });
}

/** What the tasks of state machines call. */
export interface IntegrationSurroundings {
  readonly functions: TemplateFunctions;
  readonly asynchronous: AsynchronousInvocation;
  readonly topics: Topics;
  readonly callDatabase: DatabaseCaller;
  /** Is told of each write to the database. */
  readonly onWrite: () => void;
}

/** Calls functions, topics and tables of the templates on behalf of the engine. */
export function engineIntegrations(surroundings: IntegrationSurroundings): Integrations {
  const { asynchronous, callDatabase, functions, onWrite, topics } = surroundings;
  return {
    async invokeLambda({ functionArn, invocationType, payload }) {
      const target = functions.find(functionArn);
      if (target === undefined) {
        throw new AwsServiceError('ResourceNotFoundException', `Function not found: ${functionArn}`, 404);
      }
      if (invocationType === 'Event') {
        asynchronous.invoker(functionArn, 'state machine')(payload ?? {});
        return {};
      }
      const outcome = await target.invoke(payload ?? {});
      if (!outcome.ok) throw new LambdaInvocationError(outcome.error);
      return JSON.parse(outcome.payload) as unknown;
    },
    async snsPublish(parameters) {
      return { MessageId: topics.publish(publishParametersSchema.parse(parameters)) };
    },
    async dynamodb(action, parameters) {
      const answer = await callDatabase(`DynamoDB_20120810.${action}`, z.looseObject({}).parse(parameters));
      if (action !== 'GetItem') onWrite();
      return answer;
    },
  };
}
