/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

import type { Deployment } from '#platform/deployment/deployment.ts';

import type { FunctionBundles } from './bundle-functions.ts';
import { ApiFunctions } from './constructs/api-functions.ts';
import type { BundledFunction } from './constructs/bundled-function.ts';
import { OperationsAlarms } from './constructs/operations-alarms.ts';
import { OperationsDashboard } from './constructs/operations-dashboard.ts';
import { ProcessSystem } from './constructs/process-system.ts';
import { SmsRoute } from './constructs/sms-route.ts';
import { RegistryWorker } from './constructs/registry-worker.ts';
import { ServiceApi } from './constructs/service-api.ts';
import { dashboardRows } from './dashboard-rows.ts';
import type { InfrastructureSettings } from './infrastructure-settings.ts';
import { outputName } from './output-name.ts';
import type { StatefulStack } from './stateful-stack.ts';
import type { Stage } from './stage.ts';
import { watchApi, watchFunctions, watchMessages, watchProcesses } from './watch.ts';

/** What the stack is made from. */
export interface StatelessStackProps extends StackProps {
  readonly stage: Stage;
  readonly deployment: Deployment;
  readonly infrastructure: InfrastructureSettings;
  readonly bundles: FunctionBundles;
  readonly stateful: StatefulStack;
}

/** Everything that can be replaced at any time: functions, API, state machines, alarms. */
export class StatelessStack extends Stack {
  constructor(scope: Construct, id: string, props: StatelessStackProps) {
    super(scope, id, props);
    const { stage, stateful, infrastructure, bundles } = props;
    const { records, photos, topics, logsKey } = stateful;
    const defaults = { stage, bundles, logsKey, logRetentionDays: infrastructure.logRetentionDays };
    const apiFunctions = new ApiFunctions(this, 'Apis', {
      defaults,
      records,
      photos,
      registry: stateful.registry,
      exchange: stateful.exchange,
      stationKeys: stateful.stationKeys,
    });
    const sms = new SmsRoute(this, 'Sms', {
      provider: props.deployment.sms,
      topics,
      signingKey: stateful.smsKey,
    });
    const processes = new ProcessSystem(this, 'Processes', {
      defaults,
      records,
      topics,
      sms,
      stationKeys: stateful.stationKeys,
      lookAgainSeconds: infrastructure.lookAgainSeconds,
    });
    const registryWorker = new RegistryWorker(this, 'Registry', {
      defaults,
      records,
      registry: stateful.registry,
      exchange: stateful.exchange,
      topics,
      deadLetters: processes.deadLetters,
      streamFailures: processes.streamFailures,
    });
    const functions = [
      ...Object.values(apiFunctions.functions),
      ...processes.functions,
      registryWorker.worker,
    ];
    const api = new ServiceApi(this, 'Entrance', {
      stage,
      logsKey,
      issuer: stateful.issuerFor(this),
      capabilities: apiFunctions.capabilities,
      settings: infrastructure,
      publicBaseUrl: props.deployment.publicBaseUrl,
    });
    const alarms = new OperationsAlarms(this, 'Alarms', {
      emails: infrastructure.alarmEmails,
      key: stateful.messagesKey,
    });
    watchProcesses(alarms, processes);
    watchFunctions(alarms, functions);
    const namespace = `border815/${props.deployment.name}-${stage}`;
    watchMessages(alarms, processes.sender, namespace);
    watchApi(alarms, api, namespace);
    const dashboard = new OperationsDashboard(this, 'Dashboard', {
      name: `border815-${props.deployment.name}-${stage}`,
      alarms: alarms.alarms,
      rows: dashboardRows({
        api,
        apiFunctions: Object.values(apiFunctions.functions),
        processes,
        functions,
        tableNames: [records, stateful.registry.registry, stateful.registry.personKeys].map(
          ({ table }) => table.tableName,
        ),
        topicNames: topics.names,
        namespace,
      }),
    });
    this.#output({ api, alarms, dashboard, processes, sms });
    this.#outputLogs(functions);
  }

  #output(made: {
    api: ServiceApi;
    alarms: OperationsAlarms;
    dashboard: OperationsDashboard;
    processes: ProcessSystem;
    sms: SmsRoute;
  }): void {
    const outputs = {
      ApiUrl: made.api.api.apiEndpoint,
      PublicAliasTarget: made.api.aliasTarget,
      AccessLogGroupName: made.api.accessLog.logGroupName,
      DashboardUrl: made.dashboard.url,
      AlarmTopicArn: made.alarms.topic.topicArn,
      DeadLetterQueueUrl: made.processes.deadLetters.queueUrl,
      StreamFailureQueueUrl: made.processes.streamFailures.queueUrl,
      InvestigationMachineArn: made.processes.machines.investigation.machine.stateMachineArn,
      MissingPersonMachineArn: made.processes.machines['missing-person'].machine.stateMachineArn,
      RegistryHitMachineArn: made.processes.machines['registry-hit'].machine.stateMachineArn,
      SuspectTransferMachineArn: made.processes.machines['suspect-transfer'].machine.stateMachineArn,
      NotifyMachineArn: made.processes.machines.notify.machine.stateMachineArn,
      CapturedSmsQueueUrl: made.sms.captured?.queue.queueUrl,
    };
    for (const [name, value] of Object.entries(outputs))
      if (value !== undefined) new CfnOutput(this, name, { value });
  }

  /** Names are made by CloudFormation, and a query over logs needs them. */
  #outputLogs(functions: readonly BundledFunction[]): void {
    for (const { name, logGroup } of functions)
      new CfnOutput(this, outputName('Log', name), { value: logGroup.logGroupName });
  }
}
