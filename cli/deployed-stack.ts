import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

import { stackNames } from '#infra/stack-names.ts';
import type { Stage } from '#infra/stage.ts';

/** Which deployment is meant, and where the account's services answer if not where AWS has them. */
export interface DeployedWhere {
  /** `name` in the deployment file. */
  readonly deployment: string;
  readonly stage: Stage;
  /** Address of the services instead of the one that the shell's `AWS_ENDPOINT_URL` or AWS itself gives. */
  readonly endpoint?: string | undefined;
}

/** A stack, or an output of it, is not there. */
export class NotDeployedError extends Error {
  override readonly name = 'NotDeployedError';
}

/** What a deployed stack says of itself. */
export class DeployedStack {
  readonly stackName: string;
  readonly #outputs: ReadonlyMap<string, string>;

  constructor(stackName: string, outputs: ReadonlyMap<string, string>) {
    this.stackName = stackName;
    this.#outputs = outputs;
  }

  /** @throws NotDeployedError when the stack has no such output */
  output(name: string): string {
    const value = this.#outputs.get(name);
    if (value !== undefined) return value;
    throw new NotDeployedError(
      `Stack ${this.stackName} has no output "${name}"; it has ${[...this.#outputs.keys()].join(', ') || 'none'}.`,
    );
  }
}

/**
 * Looks a stack of a deployment up in the account and region of the shell.
 * @throws NotDeployedError when it is not there
 * @example
 * const stack = await deployedStack({ deployment: 'our-border', stage: 'prod' }, 'stateless');
 * stack.output('ApiUrl');
 */
export async function deployedStack(
  { deployment, stage, endpoint }: DeployedWhere,
  which: 'stateful' | 'stateless',
): Promise<DeployedStack> {
  const client = new CloudFormationClient(endpoint === undefined ? {} : { endpoint });
  const stackName = stackNames(deployment, stage)[which];
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = (Stacks[0]?.Outputs ?? []).map(
      ({ OutputKey = '', OutputValue = '' }): [string, string] => [OutputKey, OutputValue],
    );
    return new DeployedStack(stackName, new Map(outputs));
  } catch (error) {
    if (!isMissing(error)) throw error;
    const region = await client.config.region();
    throw new NotDeployedError(
      `There is no stack ${stackName} in region ${region} of this account: deploy it first, or correct deployment, stage, AWS_REGION or AWS_PROFILE.`,
    );
  } finally {
    client.destroy();
  }
}

/** CloudFormation has no error of its own for a stack that is not there. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && / does not exist/.test(error.message);
}
