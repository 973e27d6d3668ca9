import { ServiceError, type StateMachineEngine } from '@border815/engine';

import type { Executions } from '#functions/process/executions.ts';
import type { Machine } from '#platform/outbox/effect.ts';

const CLOSED_TOKEN = ['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'];

/** ARN of a machine, function or execution of the harness. */
export function harnessArn(service: 'states' | 'lambda', kind: string, name: string): string {
  return `arn:aws:${service}:cn-north-1:000000000000:${kind}:${name}`;
}

/** The executions of an engine in this process. */
export class EngineExecutions implements Executions {
  /** Names in the order in which they were started. */
  readonly started: string[] = [];
  readonly #engine: () => StateMachineEngine;

  constructor(engine: () => StateMachineEngine) {
    this.#engine = engine;
  }

  async start(machine: Machine, name: string, input: object): Promise<'running' | 'ended'> {
    const stateMachineArn = harnessArn('states', 'stateMachine', machine);
    try {
      await this.#engine().startExecution({ stateMachineArn, name, input: JSON.stringify(input) });
    } catch (error) {
      if (error instanceof ServiceError && error.type === 'ExecutionAlreadyExists') return 'ended';
      throw error;
    }
    this.started.push(name);
    return 'running';
  }

  async completeWait(token: string): Promise<'completed' | 'closed'> {
    try {
      await this.#engine().sendTaskSuccess({ taskToken: token, output: '{}' });
      return 'completed';
    } catch (error) {
      if (error instanceof ServiceError && CLOSED_TOKEN.includes(error.type)) return 'closed';
      throw error;
    }
  }

  async isRunning(machine: Machine, name: string): Promise<boolean> {
    return (await this.statusOf(machine, name)) === 'RUNNING';
  }

  /** Status of an execution as the engine tells it; undefined when there is none of that name. */
  async statusOf(machine: Machine, name: string): Promise<string | undefined> {
    try {
      const executionArn = `${harnessArn('states', 'execution', machine)}:${name}`;
      return (await this.#engine().describeExecution({ executionArn })).status;
    } catch (error) {
      if (error instanceof ServiceError && error.type === 'ExecutionDoesNotExist') return undefined;
      throw error;
    }
  }
}
