import { RealClock, StateMachineEngine, VirtualClock } from '../src/index.ts';
import type { Clock, ExecutionDescription, Integrations, WireHistoryEvent } from '../src/index.ts';

const ACCOUNT = '111111111111';
const REGION = 'us-east-1';
const MACHINE = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:definition`;

/** How often, in milliseconds of real time, an execution is looked at that runs by the real clock. */
const LOOK_EVERY = 20;

/** An execution that has ended, or that nothing but a token can end. */
export interface FinishedExecution {
  readonly description: ExecutionDescription;
  readonly events: readonly WireHistoryEvent[];
}

/**
 * Runs a definition once. `virtual` turns the clock from timer to timer instead of waiting. Throws DefinitionError.
 */
export async function runDefinition(options: {
  definition: unknown;
  input: string;
  integrations: Integrations;
  virtual: boolean;
}): Promise<FinishedExecution> {
  const { definition, input, integrations, virtual } = options;
  const clock = virtual ? new VirtualClock() : new RealClock();
  const engine = await StateMachineEngine.open({ clock, integrations, region: REGION, account: ACCOUNT });
  try {
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/definition`;
    await engine.createStateMachine({
      name: 'definition',
      arn: MACHINE,
      roleArn,
      definition,
      type: 'STANDARD',
    });
    const { executionArn } = await engine.startExecution({ stateMachineArn: MACHINE, input });
    await untilEnded(engine, clock, executionArn);
    const description = await engine.describeExecution({ executionArn });
    return { description, events: await wholeHistory(engine, executionArn) };
  } finally {
    await engine.close();
  }
}

async function untilEnded(engine: StateMachineEngine, clock: Clock, executionArn: string): Promise<void> {
  for (;;) {
    await engine.settle();
    if ((await engine.describeExecution({ executionArn })).status !== 'RUNNING') return;
    if (clock instanceof VirtualClock) {
      const next = clock.nextTimer();
      if (next === undefined) return;
      await clock.advance(Math.max(0, next - clock.now()), () => engine.settle());
    } else await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

async function wholeHistory(engine: StateMachineEngine, executionArn: string): Promise<WireHistoryEvent[]> {
  const events: WireHistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await engine.getExecutionHistory({ executionArn, nextToken });
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}
