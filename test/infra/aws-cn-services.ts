/**
 * What the system uses of AWS and exists in both regions of aws-cn, cn-north-1 (Beijing) and cn-northwest-1 (Ningxia).
 * Whatever is added to the stacks has to be added here, and looked up before.
 *
 * Looked up on 2026-11-23: resource types in the lists by region that come with cfn-lint 1.58.0 (made of the resource
 * schemas that CloudFormation publishes in each region); services in the endpoints by region that come with botocore 1.44.5;
 * arm64 functions by AWS's own arm64 layers for both regions in aws-cdk-lib 2.276.0 (region-info). What none of these can
 * tell, an action or a feature of a service, is as old as the service there, or stands below with its reason.
 */
export const chinaResourceTypes: readonly string[] = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::ResourcePolicy',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
];

/** Actions by service. An asterisk stands for itself: in a resource's own policy it is that resource's owner, or a refusal. */
export const chinaActions: Readonly<Record<string, readonly string[]>> = {
  dynamodb: [
    'ConditionCheckItem',
    'DeleteItem',
    'DescribeStream',
    'GetItem',
    'GetRecords',
    'GetShardIterator',
    'ListStreams',
    'PutItem',
    'Query',
  ],
  kms: [
    '*',
    'Decrypt',
    'Decrypt*',
    'Describe*',
    'DescribeKey',
    'Encrypt',
    'Encrypt*',
    'GenerateDataKey',
    'GenerateDataKey*',
    'GenerateDataKeyWithoutPlaintext',
    'GetPublicKey',
    'ReEncrypt*',
    'ReEncryptFrom',
    'ReEncryptTo',
    // Asymmetric keys of NIST curves are among the specifications that KMS has there, beside SM2.
    'Sign',
  ],
  lambda: ['InvokeFunction'],
  logs: [
    'CreateLogDelivery',
    'CreateLogStream',
    'DeleteLogDelivery',
    'DescribeLogGroups',
    'DescribeResourcePolicies',
    'GetLogDelivery',
    'ListLogDeliveries',
    'PutLogEvents',
    'PutResourcePolicy',
    'UpdateLogDelivery',
  ],
  s3: ['*', 'GetObject', 'ListBucket', 'PutObject'],
  secretsmanager: ['GetSecretValue'],
  // To topics with mailboxes: a telephone can neither subscribe nor be sent to.
  sns: ['Publish'],
  sqs: ['*', 'SendMessage'],
  states: ['DescribeExecution', 'SendTaskSuccess', 'StartExecution'],
  sts: ['AssumeRole'],
};

/**
 * Principals that are called so in aws-cn too: those of services as aws-cdk-lib's `region-info` has them, where EC2, CodeDeploy
 * and EMR, for instance, are not; the account; and whoever it may be, which only refusals say.
 */
export const chinaPrincipals: readonly string[] = [
  '*',
  'apigateway.amazonaws.com',
  'arn:${AWS::Partition}:iam::${AWS::AccountId}:root',
  'cloudwatch.amazonaws.com',
  'events.amazonaws.com',
  'lambda.amazonaws.com',
  'logs.${AWS::Region}.${AWS::URLSuffix}',
  'states.amazonaws.com',
];

/** What state machines call, after the partition. */
export const chinaIntegrations: readonly string[] = [
  'states:::lambda:invoke',
  'states:::lambda:invoke.waitForTaskToken',
  'states:::states:startExecution',
];

/** Protocols by which a topic reaches its subscribers. */
export const chinaProtocols: readonly string[] = ['email'];

/** Properties that no resource may have there: the service or the part of it is missing. */
export const missingInChina: Readonly<Record<string, readonly string[]>> = {
  // X-Ray does not trace functions there.
  'AWS::Lambda::Function': ['TracingConfig', 'SnapStart'],
  'AWS::StepFunctions::StateMachine': ['TracingConfiguration'],
};
