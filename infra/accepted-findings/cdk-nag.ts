import type { AcceptedFinding } from './accepted-finding.ts';
import {
  calledFunctions,
  capturedSms,
  functions,
  machines,
  buckets,
  queues,
  smsKey,
  scheduledFunctions,
} from './constructs.ts';
import { reasons } from './reasons.ts';

const noTracing =
  'X-Ray is missing for Lambda in aws-cn, and one template serves both partitions. It would not follow a command ' +
  'either: its trace ends at the stream. Log lines carry case and request; the dashboard shows the time from commit ' +
  'to effect.';
const subscriptions =
  'No alert relies on a subscription having delivered: until each station has acknowledged, the ladder calls the ' +
  'next officers directly and at last the superior, and the case says whom to telephone. A queue of what SNS gave up ' +
  'after hours would reach nobody in time.';

const sharedKey =
  'The SMS provider holds the same key, and a rotation by the clock would leave it with the old one: no SMS would go ' +
  'out. The secret takes two keys at once, so that an administrator and the provider change it without a gap ' +
  '(docs/operations.md).';

/** Findings of cdk-nag (AwsSolutions, NIST 800-53 R5, Serverless) that stay. */
export const acceptedByCdkNag: readonly AcceptedFinding[] = [
  { rule: 'AwsSolutions-S1', on: buckets, reason: reasons.accessLogs },
  { rule: 'NIST.800.53.R5-S3BucketLoggingEnabled', on: buckets, reason: reasons.accessLogs },
  { rule: 'NIST.800.53.R5-S3BucketReplicationEnabled', on: buckets, reason: reasons.replication },
  { rule: 'NIST.800.53.R5-S3BucketVersioningEnabled', on: buckets, reason: reasons.versioning },
  {
    rule: 'AwsSolutions-COG8',
    on: ['stateful/Officers/Pool'],
    reason:
      'The plan guards sign-ins of customers who chose their own passwords. Officers are made by administrators, ' +
      'cannot sign themselves up, and need a second factor at every sign-in; refused tokens have an alarm.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    on: [
      'stateless/Apis/missing-person-api-role/DefaultPolicy',
      'stateless/Apis/public-appeal-role/DefaultPolicy',
    ],
    detail: /^Resource::.*PhotosBucket[^/]*\/\*$/,
    reason:
      'Photos are named by the case, which is open to every officer of the partnership; the bucket holds nothing else. ' +
      'Which of them is handed out is decided by the function.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    on: [
      'stateless/Apis/registry-api-role/DefaultPolicy',
      'stateless/Registry/registry-worker-role/DefaultPolicy',
    ],
    detail: /^Resource::.*ExchangeBucket[^/]*\/\*$/,
    reason:
      'Files are named by ids that are made when they come, and the bucket holds nothing else. Whose file it is, and who may ' +
      'fetch it, is decided by the function.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    on: machines.map((machine) => `${machine}/Role/DefaultPolicy`),
    detail: /^Resource::\*$/,
    reason:
      'Actions by which Step Functions sets up the delivery of its logs; IAM knows no resource for them, and this is ' +
      'the set that AWS documents.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    on: [
      'stateless/Processes/outbox-relay-role/DefaultPolicy',
      'stateless/Registry/registry-worker-role/DefaultPolicy',
    ],
    detail: /^Resource::\*$/,
    reason:
      'Lambda needs dynamodb:ListStreams to poll a stream; IAM knows no resource for it, and it lists names only.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    on: ['stateless/Processes/sweeper-role/DefaultPolicy'],
    detail: /^Resource::arn:<AWS::Partition>:states:.*:execution:.*:\*$/,
    reason:
      'Executions of the machines of this deployment: their names are made when cases are opened. The action is ' +
      'states:DescribeExecution alone.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    on: [
      'stateless/Processes/notification-steps-role/DefaultPolicy',
      'stateless/Registry/registry-worker-role/DefaultPolicy',
    ],
    detail: /^Resource::arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:border815-.+-stateful-\*$/,
    reason:
      'The topics of this deployment’s stations, which alone begin so. Listed one by one they would outgrow the largest ' +
      'policy that a role can have near seventy stations.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    on: [
      'stateless/Apis/investigation-api-role/DefaultPolicy',
      'stateless/Apis/registry-hit-api-role/DefaultPolicy',
      'stateless/Apis/transfer-api-role/DefaultPolicy',
      'stateless/Processes/transfer-steps-role/DefaultPolicy',
    ],
    detail: /^Resource::arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key\/\*$/,
    reason:
      'The keys by which this deployment’s stations sign, told from all others by their aliases, which a condition names: ' +
      'a station must not stay in a deployment because a policy names its key.',
  },
  { rule: 'AwsSolutions-SF2', on: machines, reason: noTracing },
  { rule: 'Serverless-StepFunctionStateMachineXray', on: machines, reason: noTracing },
  { rule: 'Serverless-LambdaTracing', on: functions, reason: noTracing },
  { rule: 'AwsSolutions-SQS3', on: queues, reason: reasons.deadLettersEndHere },
  { rule: 'Serverless-SQSRedrivePolicy', on: queues, reason: reasons.deadLettersEndHere },
  {
    rule: 'AwsSolutions-APIG4',
    on: ['stateless/Entrance/GET --l--{}', 'stateless/Entrance/POST --l--{}'],
    reason:
      'The link in an SMS is the credential: 128 random bits, kept as a hash, expiring, used once, and its page shows ' +
      'no reporter. An officer in the street has no other at hand.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    on: [
      'stateless/Entrance/GET --p--{}',
      'stateless/Entrance/GET --p--{}--photo',
      'stateless/Entrance/POST --p--{}--tips',
    ],
    reason:
      'A public appeal is open to everybody by its nature: it shows what an officer chose to publish. Tips alert ' +
      'nobody and are bounded in size and rate, by the gateway and by counters for each appeal and source.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    on: ['stateless/Entrance/GET --v1--openapi.json'],
    reason:
      'The description of the API, which is public in the source, too; its function may do nothing but log.',
  },
  {
    rule: 'NIST.800.53.R5-IAMNoInlinePolicy',
    on: [
      ...functions.map((name) => `${name}-role/DefaultPolicy`),
      ...machines.map((machine) => `${machine}/Role/DefaultPolicy`),
      'stateless/Processes/*/CompleteWaits',
      'stateless/Processes/*/ContinueItself',
    ],
    reason:
      'Each policy is for one role and goes with it. A managed policy could be attached to another principal by ' +
      'mistake; IAM’s own guide names inline policies for this strict one-to-one relation.',
  },
  { rule: 'NIST.800.53.R5-LambdaConcurrency', on: functions, reason: reasons.sharedConcurrency },
  {
    rule: 'NIST.800.53.R5-LambdaDLQ',
    on: calledFunctions,
    reason: reasons.synchronousCallers,
  },
  {
    rule: 'Serverless-LambdaDLQ',
    on: calledFunctions,
    reason: reasons.synchronousCallers,
  },
  { rule: 'NIST.800.53.R5-LambdaDLQ', on: scheduledFunctions, reason: reasons.nextMinute },
  { rule: 'Serverless-LambdaDLQ', on: scheduledFunctions, reason: reasons.nextMinute },
  {
    rule: 'Serverless-LambdaAsyncFailureDestination',
    on: scheduledFunctions.map((name) => `${name}/EventInvokeConfig`),
    reason: reasons.nextMinute,
  },
  {
    rule: 'Serverless-EventBusDLQ',
    on: ['stateless/Processes/EachMinute', 'stateless/Registry/EachMinute'],
    reason: reasons.nextMinute,
  },
  { rule: 'NIST.800.53.R5-LambdaInsideVPC', on: functions, reason: reasons.outsideVpc },
  {
    rule: 'Serverless-SNSRedrivePolicy',
    on: ['stateful/StationTopics/*/*'],
    reason: subscriptions,
  },
  {
    rule: 'Serverless-SNSRedrivePolicy',
    on: ['stateless/Alarms/Topic/*'],
    reason:
      'The mailbox of an operator. What a mail server refuses for hours is seen in the console, where the alarm stays ' +
      'red, and on the dashboard; the deployment file takes several mailboxes.',
  },
  { rule: 'AwsSolutions-SQS3', on: capturedSms, reason: reasons.testsOnly },
  { rule: 'Serverless-SQSRedrivePolicy', on: capturedSms, reason: reasons.testsOnly },
  { rule: 'AwsSolutions-SMG4', on: smsKey, reason: sharedKey },
  { rule: 'NIST.800.53.R5-SecretsManagerRotationEnabled', on: smsKey, reason: sharedKey },
];
