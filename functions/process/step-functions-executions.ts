import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';

import type { Machine } from '#platform/outbox/effect.ts';

import type { Executions } from './executions.ts';

const closedTokenErrors = [TaskDoesNotExist, TaskTimedOut, InvalidToken];

/** The executions on AWS Step Functions, or on anything that speaks its protocol. */
export class StepFunctionsExecutions implements Executions {
  readonly #client: SFNClient;
  readonly #arns: Partial<Record<Machine, string>>;

  /** @param arns state machine ARN by machine */
  constructor(client: SFNClient, arns: Partial<Record<Machine, string>>) {
    this.#client = client;
    this.#arns = arns;
  }

  async start(machine: Machine, name: string, input: object): Promise<'running' | 'ended'> {
    try {
      await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#arn(machine),
          name,
          input: JSON.stringify(input),
        }),
      );
      return 'running';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'ended';
      throw error;
    }
  }

  async completeWait(token: string): Promise<'completed' | 'closed'> {
    try {
      await this.#client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
      return 'completed';
    } catch (error) {
      if (closedTokenErrors.some((closed) => error instanceof closed)) return 'closed';
      throw error;
    }
  }

  async isRunning(machine: Machine, name: string): Promise<boolean> {
    const executionArn = `${this.#arn(machine).replace(':stateMachine:', ':execution:')}:${name}`;
    try {
      const { status } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
      return status === 'RUNNING';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw error;
    }
  }

  #arn(machine: Machine): string {
    const arn = this.#arns[machine];
    if (arn === undefined) throw new Error(`No state machine is configured for "${machine}".`);
    return arn;
  }
}
