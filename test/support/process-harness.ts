import { LambdaInvocationError, StateMachineEngine, VirtualClock, type LambdaCall } from '@border815/engine';

import type { NotificationPorts } from '#functions/notification/leg-view.ts';
import {
  notificationStepSchema,
  runNotificationStep,
} from '#functions/notification/run-notification-step.ts';
import { deliverRow } from '#functions/process/deliver-row.ts';
import { registerWait, registerWaitInputSchema } from '#functions/process/register-wait.ts';
import { sweep, type SweepResult } from '#functions/process/sweep.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';
import type { Machine } from '#platform/outbox/effect.ts';
import type { Platform } from '#platform/platform.ts';
import type { ItemStore, Key } from '#platform/store/item-store.ts';
import * as notify from '#workflows/notify/definition.ts';

import { testStore } from './dynamodb.ts';
import { EngineExecutions, harnessArn } from './engine-executions.ts';
import { exampleDeployment } from './platform.ts';
import { RecordingPublisher } from './recording-publisher.ts';
import { RelayingStore } from './relaying-store.ts';

/** A workflow as its folder exports it. */
interface Workflow {
  readonly definition: object;
  readonly functionArns: readonly string[];
}

/** A function in this process: parses its payload and answers, as the Lambda function of that name does. */
export type StepFunction = (payload: unknown, system: ProcessHarness) => Promise<unknown>;

/** What a harness runs besides notifications. */
export interface HarnessOptions {
  readonly deployment?: Deployment;
  /** First instant of the clock. */
  readonly start?: Date;
  readonly workflows?: Partial<Record<Machine, Workflow>>;
  /** Functions by the placeholder of their ARN, such as `MissingPersonStepsFunctionArn`. */
  readonly functions?: Readonly<Record<string, StepFunction>>;
  /** What lies between use cases and DynamoDB Local, to inject faults. */
  readonly wrapStore?: (store: ItemStore) => ItemStore;
}

/** The processes of the system under a clock to be turned: real definitions, real steps, real store; only messages are caught. */
export interface ProcessHarness extends NotificationPorts {
  readonly time: VirtualClock;
  readonly publisher: RecordingPublisher;
  readonly executions: EngineExecutions;
  readonly engine: StateMachineEngine;
  /** Called before each invocation; what it throws fails the invocation under its error name. */
  beforeInvocation: (functionName: string, payload: unknown) => void | Promise<void>;
  /** Time that `elapsed()` claims to have passed since the harness began, in milliseconds. */
  elapsedMs: number;
  /** Turns the clock, stopping at each timer on the way until everything it set off has been done. */
  advance(seconds: number): Promise<void>;
  /** Until nothing is left to be done at this instant. */
  settle(): Promise<void>;
  /** One run of the sweeper. */
  sweep(): Promise<SweepResult>;
  close(): Promise<void>;
}

const own: Readonly<Record<string, StepFunction>> = {
  NotificationStepsFunctionArn: (payload, system) =>
    runNotificationStep(system, notificationStepSchema.parse(payload)),
  RegisterWaitFunctionArn: (payload, system) => registerWait(system, registerWaitInputSchema.parse(payload)),
};

/** Starts the processes on an empty table of DynamoDB Local. */
export async function processHarness(options: HarnessOptions = {}): Promise<ProcessHarness> {
  const time = new VirtualClock(options.start?.getTime() ?? Date.parse('2027-03-01T02:00:00.000Z'));
  const clock = { now: () => new Date(time.now()) };
  const deliveries = new Set<Promise<void>>();
  const relay = (key: Key) => {
    const delivery = deliverRow(system, key)
      .then(() => undefined)
      .finally(() => deliveries.delete(delivery));
    deliveries.add(delivery);
  };
  const dynamo = await testStore();
  const store = new RelayingStore(options.wrapStore?.(dynamo) ?? dynamo, relay);
  const functions = { ...own, ...options.functions };
  const engine = await StateMachineEngine.open({
    clock: time,
    region: 'cn-north-1',
    account: '000000000000',
    random: () => 0.5,
    integrations: { invokeLambda: (call) => invoke(system, functions, call) },
  });
  const settle = async () => {
    do {
      await Promise.all(deliveries);
      await engine.settle();
    } while (deliveries.size > 0);
  };
  const platform: Platform = { store, clock, deployment: options.deployment ?? exampleDeployment() };
  const system: ProcessHarness = {
    ...platform,
    time,
    engine,
    publisher: new RecordingPublisher(clock),
    executions: new EngineExecutions(() => engine),
    elapsedMs: 0,
    elapsed: () => system.elapsedMs,
    beforeInvocation: () => undefined,
    advance: (seconds) => time.advance(seconds * 1000, settle),
    settle,
    sweep: () => sweep({ ...system, deadLetters: { add: async () => undefined } }),
    close: () => engine.close(),
  };
  await createMachines(engine, { notify, ...options.workflows });
  return system;
}

async function createMachines(engine: StateMachineEngine, workflows: Partial<Record<Machine, Workflow>>) {
  for (const [name, { definition, functionArns }] of Object.entries(workflows)) {
    const text = functionArns.reduce(
      (json, placeholder) =>
        json.replaceAll(`\${${placeholder}}`, harnessArn('lambda', 'function', placeholder)),
      JSON.stringify(definition),
    );
    await engine.createStateMachine({
      name,
      arn: harnessArn('states', 'stateMachine', name),
      roleArn: 'arn:aws:iam::000000000000:role/harness',
      definition: text,
      type: 'STANDARD',
    });
  }
}

async function invoke(
  system: ProcessHarness,
  functions: Readonly<Record<string, StepFunction>>,
  { functionArn, payload }: LambdaCall,
): Promise<unknown> {
  const name = functionArn.slice(functionArn.lastIndexOf(':') + 1);
  const run = functions[name];
  if (run === undefined) throw new Error(`The harness has no function "${name}".`);
  try {
    await system.beforeInvocation(name, payload);
    const answer = await run(payload, system);
    // As over the wire: what is no JSON does not come through.
    return answer === undefined ? null : JSON.parse(JSON.stringify(answer));
  } catch (error) {
    const { name: errorType, message: errorMessage } = error instanceof Error ? error : new Error('unknown');
    throw new LambdaInvocationError({ errorType, errorMessage });
  }
}
