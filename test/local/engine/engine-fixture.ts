import { StateMachineEngine, VirtualClock } from '@border815/engine';
import type {
  Integrations,
  JournalError,
  JsonObject,
  JsonValue,
  LambdaCall,
  WireHistoryEvent,
} from '@border815/engine';

/** 2026-02-13 09:00 in Shanghai: any instant would do. */
export const START = Date.UTC(2026, 1, 13, 1, 0, 0);

/** The machine that `Bench.define` makes unless it is given a name. */
export const MACHINE = 'arn:aws-cn:states:cn-north-1:111111111111:stateMachine:machine';

export const FUNCTION = 'arn:aws-cn:lambda:cn-north-1:111111111111:function:work';

/** States as a definition has them, by name. */
export type States = Readonly<Record<string, object>>;

/** An engine with a clock that the test turns. */
export class Bench {
  readonly engine: StateMachineEngine;
  readonly clock: VirtualClock;
  readonly calls: LambdaCall[];

  private constructor(engine: StateMachineEngine, clock: VirtualClock, calls: LambdaCall[]) {
    this.engine = engine;
    this.clock = clock;
    this.calls = calls;
  }

  static async open(
    options: {
      work?: (payload: JsonObject, call: LambdaCall) => unknown;
      integrations?: Partial<Integrations>;
      journalDirectory?: string;
      onBroken?: (error: JournalError) => void;
      random?: () => number;
      start?: number;
    } = {},
  ): Promise<Bench> {
    const { work = (payload) => payload, integrations = {}, start = START, ...rest } = options;
    const clock = new VirtualClock(start);
    const calls: LambdaCall[] = [];
    const invokeLambda = async (call: LambdaCall): Promise<unknown> => {
      calls.push(call);
      return work((call.payload ?? {}) as JsonObject, call);
    };
    const engine = await StateMachineEngine.open({
      clock,
      integrations: { invokeLambda, ...integrations },
      region: 'cn-north-1',
      account: '111111111111',
      ...rest,
    });
    return new Bench(engine, clock, calls);
  }

  async define(states: States, more: object = {}, name = 'machine'): Promise<string> {
    const [startAt = ''] = Object.keys(states);
    const arn = MACHINE.replace(/machine$/, name);
    await this.engine.createStateMachine({
      name,
      arn,
      roleArn: 'arn:aws-cn:iam::111111111111:role/machine',
      type: 'STANDARD',
      definition: { QueryLanguage: 'JSONata', StartAt: startAt, States: states, ...more },
    });
    return arn;
  }

  async start(input: JsonValue = {}, stateMachineArn = MACHINE, name?: string): Promise<string> {
    const { executionArn } = await this.engine.startExecution({
      stateMachineArn,
      input: JSON.stringify(input),
      ...(name !== undefined && { name }),
    });
    return executionArn;
  }

  advance(seconds: number): Promise<void> {
    return this.clock.advance(seconds * 1000, () => this.engine.settle());
  }

  /** Runs states once, for up to a day, and gives what came of it. */
  async run(states: States, input: JsonValue = {}): Promise<Ended> {
    await this.define(states);
    const arn = await this.start(input);
    await this.advance(86_400);
    return this.ended(arn);
  }

  async ended(executionArn: string): Promise<Ended> {
    const { status, output, error, cause } = await this.engine.describeExecution({ executionArn });
    const { events } = await this.engine.getExecutionHistory({ executionArn });
    return {
      status,
      ...(output !== undefined && { output: JSON.parse(output) as JsonValue }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      events,
      types: events.map(({ type }) => type),
    };
  }
}

export interface Ended {
  readonly status: string;
  readonly output?: JsonValue;
  readonly error?: string;
  readonly cause?: string;
  readonly events: readonly WireHistoryEvent[];
  readonly types: readonly string[];
}

/** The details of the only event of a type. */
export function detailsOf(ended: Ended, type: string): Readonly<Record<string, unknown>> {
  const [event, ...others] = ended.events.filter((candidate) => candidate.type === type);
  if (event === undefined || others.length > 0) throw new Error(`${others.length} too many or no ${type}`);
  const [, details] = Object.entries(event).find(([name]) => name.endsWith('EventDetails')) ?? [];
  return details as Readonly<Record<string, unknown>>;
}

/** A state that ends the machine with what an expression gives. */
export function pass(output: JsonValue): object {
  return { Type: 'Pass', Output: output, End: true };
}

export function task(more: object = {}): object {
  return { Type: 'Task', Resource: FUNCTION, ...(!('Next' in more) && { End: true }), ...more };
}

export function callback(more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws-cn:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'work', Payload: { token: '{% $states.context.Task.Token %}' } },
    ...(!('Next' in more) && { End: true }),
    ...more,
  };
}

/** The token that a call was given; that of the last call unless another is meant. */
export function tokenOf(bench: Bench, call = bench.calls.length - 1): string {
  const { token } = (bench.calls[call]?.payload ?? {}) as JsonObject;
  if (typeof token !== 'string') throw new TypeError(`Call ${call} was given no token`);
  return token;
}
