/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Aws } from 'aws-cdk-lib/core';
import { Policy, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

import { SECONDS_UNTIL_DUE } from '#workflows/await-news.ts';

import { allow } from './granting.ts';
import { VendedLog, type LogDefaults } from './kept-log.ts';

/** A workflow as its folder under `workflows/` exports it. */
export interface Workflow {
  /** The state machine in ASL. */
  readonly definition: object;
  /** Placeholders of function ARNs in it, without `${` and `}`. */
  readonly functionArns: readonly string[];
}

/** What a state machine is made from. */
export interface ProcessMachineProps extends LogDefaults {
  readonly workflow: Workflow;
  /** The function behind each placeholder of any workflow. */
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly logRetentionDays: number;
  /** Seconds after which a waiting process looks again, instead of when it is due; default: when it is due. */
  readonly lookAgainSeconds?: number | undefined;
}

/**
 * A Standard state machine from a workflow's definition, which stays readable in the template. Its role may invoke the
 * functions it names and, if it does that, start itself again. Every event is logged, so that a process can be followed
 * when its history is gone after 90 days, but none of the executions' content.
 */
export class ProcessMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: ProcessMachineProps) {
    super(scope, id);
    const functions = props.workflow.functionArns.map(
      (placeholder) => [placeholder, functionOf(props, placeholder)] as const,
    );
    this.machine = new StateMachine(this, 'Machine', {
      definitionBody: DefinitionBody.fromString(definitionText(props)),
      definitionSubstitutions: {
        Partition: Aws.PARTITION,
        ...Object.fromEntries(functions.map(([placeholder, { functionArn }]) => [placeholder, functionArn])),
      },
      stateMachineType: StateMachineType.STANDARD,
      logs: {
        destination: new VendedLog(this, 'Log', {
          ...props,
          retentionDays: props.logRetentionDays,
          what: id,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    allow(
      this.machine,
      ['lambda:InvokeFunction'],
      functions.map(([, { functionArn }]) => functionArn),
    );
    if (continuesItself(props.workflow))
      this.#policyOnItself('ContinueItself', this.machine.role, 'states:StartExecution');
  }

  /** Lets a function that the machine itself calls complete the machine's waits. */
  grantWaits(called: IFunction): void {
    if (called.role === undefined) throw new Error('The function has no role.');
    this.#policyOnItself('CompleteWaits', called.role, 'states:SendTaskSuccess');
  }

  /** A policy of its own: those of the roles that the machine needs to exist cannot name the machine. */
  #policyOnItself(id: string, role: IRole, action: string): void {
    const statement = new PolicyStatement({ actions: [action], resources: [this.machine.stateMachineArn] });
    new Policy(this, id, { roles: [role], statements: [statement] });
  }
}

/** The definition as a template holds it: service integrations in the partition of the deployment. */
function definitionText({ workflow, lookAgainSeconds }: ProcessMachineProps): string {
  const waiting = (_key: string, value: unknown) => (value === SECONDS_UNTIL_DUE ? lookAgainSeconds : value);
  return JSON.stringify(workflow.definition, lookAgainSeconds === undefined ? undefined : waiting).replaceAll(
    'arn:aws:states:',
    'arn:${Partition}:states:',
  );
}

/** Whether the workflow goes on in a new execution, of its own machine, before its history fills. */
function continuesItself({ definition }: Workflow): boolean {
  return JSON.stringify(definition).includes(':states:startExecution"');
}

function functionOf(props: ProcessMachineProps, placeholder: string): IFunction {
  const found = props.functions[placeholder];
  if (found === undefined) throw new Error(`The workflow names \${${placeholder}}, which is no function.`);
  return found;
}
