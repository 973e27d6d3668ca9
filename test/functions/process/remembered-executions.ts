import type { Executions } from '#functions/process/executions.ts';

/** A state machine service that only remembers: which executions run, which tokens were completed. */
export class RememberedExecutions implements Executions {
  readonly started: { machine: string; name: string; input: object }[] = [];
  readonly completed: string[] = [];
  readonly ended = new Set<string>();
  readonly closedTokens = new Set<string>();
  /** Thrown by the next calls, as when the service cannot be reached. */
  fault: Error | undefined;

  async start(machine: string, name: string, input: object): Promise<'running' | 'ended'> {
    if (this.fault !== undefined) throw this.fault;
    if (this.ended.has(name)) return 'ended';
    if (!this.started.some((execution) => execution.name === name))
      this.started.push({ machine, name, input });
    return 'running';
  }

  async completeWait(token: string): Promise<'completed' | 'closed'> {
    if (this.fault !== undefined) throw this.fault;
    if (this.closedTokens.has(token)) return 'closed';
    this.closedTokens.add(token);
    this.completed.push(token);
    return 'completed';
  }

  async isRunning(_machine: string, name: string): Promise<boolean> {
    return this.started.some((execution) => execution.name === name) && !this.ended.has(name);
  }
}
