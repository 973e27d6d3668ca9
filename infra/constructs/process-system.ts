/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

import { investigationStepsEnvironment } from '#functions/investigation/steps.environment.ts';
import { missingPersonStepsEnvironment } from '#functions/missing-person/steps.environment.ts';
import { registryHitStepsEnvironment } from '#functions/registry-hit/steps.environment.ts';
import { stepsEnvironment as notificationStepsEnvironment } from '#functions/notification/steps.environment.ts';
import { outboxRelayEnvironment } from '#functions/process/outbox-relay.environment.ts';
import { registerWaitEnvironment } from '#functions/process/register-wait.environment.ts';
import { sweeperEnvironment } from '#functions/process/sweeper.environment.ts';
import { transferStepsEnvironment } from '#functions/transfer/steps.environment.ts';
import { memoryMb, timeouts } from '#infra/function-sizes.ts';
import type { Machine } from '#platform/outbox/effect.ts';
import * as investigation from '#workflows/investigation/definition.ts';
import * as missingPerson from '#workflows/missing-person/definition.ts';
import * as notify from '#workflows/notify/definition.ts';
import * as registryHit from '#workflows/registry-hit/definition.ts';
import * as suspectTransfer from '#workflows/suspect-transfer/definition.ts';

import { BundledFunction, type FunctionDefaults } from './bundled-function.ts';
import { runEachMinute } from './each-minute.ts';
import { allow } from './granting.ts';
import { OutboxStream } from './outbox-stream.ts';
import { ProcessMachine } from './process-machine.ts';
import type { RecordsTable } from './records-table.ts';
import type { SmsRoute } from './sms-route.ts';
import type { StationKeys } from './station-keys.ts';
import type { StationTopics } from './station-topics.ts';

/** Placeholders of function ARNs that the workflows' definitions may name. */
type WorkflowFunction =
  | 'InvestigationStepsFunctionArn'
  | 'MissingPersonStepsFunctionArn'
  | 'NotificationStepsFunctionArn'
  | 'RegisterWaitFunctionArn'
  | 'RegistryHitStepsFunctionArn'
  | 'TransferStepsFunctionArn';

/** Outbox rows of a batch. */
const ROWS_AT_ONCE = 10;

/** What the processes use. */
export interface ProcessSystemProps {
  readonly defaults: FunctionDefaults;
  readonly records: RecordsTable;
  readonly topics: StationTopics;
  readonly sms: SmsRoute;
  readonly stationKeys: StationKeys;
  readonly lookAgainSeconds?: number | undefined;
}

/** Everything that goes on by itself after a commit: state machines, their steps, relay and sweeper. */
export class ProcessSystem extends Construct {
  readonly machines: Readonly<Record<Machine, ProcessMachine>>;
  readonly functions: readonly BundledFunction[];
  readonly relay: BundledFunction;
  readonly sweeper: BundledFunction;
  /** Sends every message to officers and stations. */
  readonly sender: BundledFunction;
  /** Effects that were given up: nobody will deliver them any more. */
  readonly deadLetters: Queue;
  /** Batches of the stream that were given up: the sweeper delivers their rows. */
  readonly streamFailures: Queue;

  constructor(scope: Construct, id: string, props: ProcessSystemProps) {
    super(scope, id);
    const steps = this.#steps(props);
    this.machines = this.#machines(props, steps);
    this.sender = steps.NotificationStepsFunctionArn;
    this.deadLetters = this.#queue('DeadLetters');
    this.streamFailures = this.#queue('StreamFailures');
    this.relay = this.#relay(props);
    this.sweeper = this.#sweeper(props);
    this.functions = [...Object.values(steps), this.relay, this.sweeper];
  }

  #steps({
    defaults,
    records,
    topics,
    sms,
    stationKeys,
  }: ProcessSystemProps): Readonly<Record<WorkflowFunction, BundledFunction>> {
    const stepping = { ...defaults, memoryMb: memoryMb.standard, timeout: timeouts.step };
    const table = { TABLE_NAME: records.table.tableName };
    const steps = {
      InvestigationStepsFunctionArn: new BundledFunction(this, {
        ...stepping,
        name: 'investigation-steps',
        description: 'steps of a joint investigation',
        environmentSchema: investigationStepsEnvironment,
        environment: table,
      }),
      MissingPersonStepsFunctionArn: new BundledFunction(this, {
        ...stepping,
        memoryMb: memoryMb.planning,
        name: 'missing-person-steps',
        description: 'steps of the search for a missing person',
        environmentSchema: missingPersonStepsEnvironment,
        environment: table,
      }),
      NotificationStepsFunctionArn: new BundledFunction(this, {
        ...stepping,
        name: 'notification-steps',
        description: 'steps of a notification: calls officers and stations',
        environmentSchema: notificationStepsEnvironment,
        environment: {
          ...table,
          TOPIC_ARN_PREFIX: topics.arnPrefix,
          SMS_DESTINATION: sms.destination,
        },
      }),
      RegisterWaitFunctionArn: new BundledFunction(this, {
        ...stepping,
        name: 'register-wait',
        description: 'notes that a process waits for news of its case',
        environmentSchema: registerWaitEnvironment,
        environment: table,
      }),
      RegistryHitStepsFunctionArn: new BundledFunction(this, {
        ...stepping,
        name: 'registry-hit-steps',
        description: 'steps of a registry hit',
        environmentSchema: registryHitStepsEnvironment,
        environment: table,
      }),
      TransferStepsFunctionArn: new BundledFunction(this, {
        ...stepping,
        name: 'transfer-steps',
        description: 'steps of a suspect transfer',
        environmentSchema: transferStepsEnvironment,
        environment: { ...table, STATION_KEY_ALIAS_PREFIX: stationKeys.aliasPrefix },
      }),
    };
    for (const stepping of [
      steps.InvestigationStepsFunctionArn,
      steps.MissingPersonStepsFunctionArn,
      steps.RegistryHitStepsFunctionArn,
      steps.TransferStepsFunctionArn,
    ])
      records.grantStore(stepping, { deletes: true });
    stationKeys.grantSign(steps.TransferStepsFunctionArn);
    records.grantStore(steps.NotificationStepsFunctionArn, { checks: true, deletes: true });
    records.grantStore(steps.RegisterWaitFunctionArn);
    topics.grantPublish(steps.NotificationStepsFunctionArn);
    sms.grantSend(steps.NotificationStepsFunctionArn);
    return steps;
  }

  #machines(
    { defaults, lookAgainSeconds }: ProcessSystemProps,
    steps: Readonly<Record<WorkflowFunction, Lambda>>,
  ): Readonly<Record<Machine, ProcessMachine>> {
    const common = { ...defaults, lookAgainSeconds, functions: steps };
    const machines = {
      investigation: new ProcessMachine(this, 'Investigation', { ...common, workflow: investigation }),
      'missing-person': new ProcessMachine(this, 'MissingPerson', { ...common, workflow: missingPerson }),
      'registry-hit': new ProcessMachine(this, 'RegistryHit', { ...common, workflow: registryHit }),
      'suspect-transfer': new ProcessMachine(this, 'SuspectTransfer', {
        ...common,
        workflow: suspectTransfer,
      }),
      notify: new ProcessMachine(this, 'Notify', { ...common, workflow: notify }),
    };
    for (const machine of Object.values(machines)) machine.grantWaits(steps.RegisterWaitFunctionArn);
    return machines;
  }

  #queue(id: string): Queue {
    return new Queue(this, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
  }

  #relay({ defaults, records }: ProcessSystemProps): BundledFunction {
    const relay = new BundledFunction(this, {
      ...defaults,
      memoryMb: memoryMb.standard,
      timeout: timeouts.background,
      name: 'outbox-relay',
      description: 'delivers the effects of each commit',
      environmentSchema: outboxRelayEnvironment,
      environment: { TABLE_NAME: records.table.tableName, MACHINE_ARNS: this.#machineArns() },
    });
    records.grantStore(relay, { deletes: true, lists: true });
    this.#grantExecutions(relay);
    new OutboxStream(this, 'OutboxStream', {
      records,
      entity: 'outbox',
      batchSize: ROWS_AT_ONCE,
      relay,
      failures: this.streamFailures,
    });
    return relay;
  }

  #sweeper({ defaults, records }: ProcessSystemProps): BundledFunction {
    const sweeper = new BundledFunction(this, {
      ...defaults,
      memoryMb: memoryMb.standard,
      timeout: timeouts.background,
      name: 'sweeper',
      description: 'takes up effects and processes that are late',
      environmentSchema: sweeperEnvironment,
      environment: {
        TABLE_NAME: records.table.tableName,
        MACHINE_ARNS: this.#machineArns(),
        DEAD_LETTER_QUEUE_URL: this.deadLetters.queueUrl,
      },
    });
    records.grantStore(sweeper, { deletes: true, lists: true, indexes: ['gsi2'] });
    this.#grantExecutions(sweeper);
    for (const { machine } of Object.values(this.machines))
      machine.grantExecution(sweeper, 'states:DescribeExecution');
    allow(sweeper, ['sqs:SendMessage'], [this.deadLetters.queueArn]);
    runEachMinute(this, sweeper);
    return sweeper;
  }

  #machineArns(): string {
    const arns = Object.entries(this.machines).map(([name, { machine }]) => [name, machine.stateMachineArn]);
    return Stack.of(this).toJsonString(Object.fromEntries(arns));
  }

  #grantExecutions(grantee: Lambda): void {
    const arns = Object.values(this.machines).map(({ machine }) => machine.stateMachineArn);
    allow(grantee, ['states:StartExecution', 'states:SendTaskSuccess'], arns);
  }
}
