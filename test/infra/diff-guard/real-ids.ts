import { idOf } from './changed-template.ts';

/* Logical ids in the real templates. */

export const table = idOf('stateful', 'AWS::DynamoDB::GlobalTable', 'RecordsTable');
export const bucket = idOf('stateful', 'AWS::S3::Bucket', 'PhotosBucket');
export const bucketPolicy = idOf('stateful', 'AWS::S3::BucketPolicy', 'PhotosBucket');
export const key = idOf('stateful', 'AWS::KMS::Key', 'RecordsKey');
export const stationKey = idOf('stateful', 'AWS::KMS::Key', 'StationKeysyaqian');
export const stationAlias = idOf('stateful', 'AWS::KMS::Alias', 'StationKeysyaqian');
export const pool = idOf('stateful', 'AWS::Cognito::UserPool');
export const client = idOf('stateful', 'AWS::Cognito::UserPoolClient');
export const role = idOf('stateful', 'AWS::Cognito::UserPoolGroup', 'OfficersGroupchief');
export const topic = idOf('stateful', 'AWS::SNS::Topic', 'StationTopicsyaqian');
export const subscription = idOf('stateful', 'AWS::SNS::Subscription', 'StationTopicsyaqianemail');
export const deadLetters = idOf('stateless', 'AWS::SQS::Queue', 'ProcessesDeadLetters');
export const machine = idOf('stateless', 'AWS::StepFunctions::StateMachine', 'ProcessesNotify');
export const api = idOf('stateless', 'AWS::ApiGatewayV2::Api');
export const accessLog = idOf('stateless', 'AWS::Logs::LogGroup', 'EntranceAccessLog');
export const operators = idOf('stateless', 'AWS::SNS::Subscription');
