/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Aws } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

import { removalPolicy, type Stage } from '#infra/stage.ts';

import { allow } from './granting.ts';

/** A workflow as its folder under `workflows/` exports it. */
export interface Workflow {
  /** The state machine in ASL. */
  readonly definition: object;
  /** Placeholders of function ARNs in it, without `${` and `}`. */
  readonly functionArns: readonly string[];
}

/** What a state machine is made from. */
export interface ProcessMachineProps {
  readonly workflow: Workflow;
  /** The function behind each placeholder of any workflow. */
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly stage: Stage;
  readonly logRetentionDays: number;
}

/**
 * A Standard state machine from a workflow's definition, which stays readable in the template. Its role may invoke the
 * functions it names; failures are logged without the executions' content.
 */
export class ProcessMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: ProcessMachineProps) {
    super(scope, id);
    const functions = props.workflow.functionArns.map(
      (placeholder) => [placeholder, functionOf(props, placeholder)] as const,
    );
    this.machine = new StateMachine(this, 'Machine', {
      definitionBody: DefinitionBody.fromString(definitionText(props.workflow)),
      definitionSubstitutions: {
        Partition: Aws.PARTITION,
        ...Object.fromEntries(functions.map(([placeholder, { functionArn }]) => [placeholder, functionArn])),
      },
      stateMachineType: StateMachineType.STANDARD,
      logs: {
        destination: new LogGroup(this, 'Log', {
          retention: props.logRetentionDays,
          removalPolicy: removalPolicy(props.stage),
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    allow(
      this.machine,
      ['lambda:InvokeFunction'],
      functions.map(([, { functionArn }]) => functionArn),
    );
  }

  /**
   * Lets a function that the machine itself calls complete the machine's waits. A policy of its own: the function's
   * must not name the machine, which names the function.
   */
  grantWaits(called: IFunction): void {
    if (called.role === undefined) throw new Error('The function has no role.');
    new Policy(this, 'CompleteWaits', {
      roles: [called.role],
      statements: [
        new PolicyStatement({
          actions: ['states:SendTaskSuccess'],
          resources: [this.machine.stateMachineArn],
        }),
      ],
    });
  }
}

/** The definition as a template holds it: service integrations in the partition of the deployment. */
function definitionText({ definition }: Workflow): string {
  return JSON.stringify(definition).replaceAll('arn:aws:states:', 'arn:${Partition}:states:');
}

function functionOf(props: ProcessMachineProps, placeholder: string): IFunction {
  const found = props.functions[placeholder];
  if (found === undefined) throw new Error(`The workflow names \${${placeholder}}, which is no function.`);
  return found;
}
