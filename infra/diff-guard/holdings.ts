import { holdsSomething } from './specification.ts';

/** What is lost with a resource, and what that means to the officers, by its type. */
const holdings: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'every case, its audit, the duty books: both stations stand without records',
  'AWS::DynamoDB::Table': 'every case, its audit, the duty books: both stations stand without records',
  'AWS::S3::Bucket': 'the photos of missing persons: searches go on without a face',
  'AWS::KMS::Key':
    'whatever the key encrypts can never be read again, backups included; a station whose key it is can sign nothing: custody cannot be recorded',
  'AWS::KMS::Alias': 'the name under which a station’s key is found: without it the station can sign nothing',
  'AWS::SNS::Topic':
    'the confirmed subscriptions of a station or of the operators: until each mailbox has confirmed again, nobody there hears an alert',
  'AWS::SNS::Subscription': 'a channel: this mailbox or telephone hears no alert any more',
  'AWS::Cognito::UserPool': "the officers' accounts and second factors: nobody can sign in",
  'AWS::Cognito::UserPoolClient':
    'every sign-in, and the audience that the API accepts: nobody is let in until both agree',
  'AWS::Cognito::UserPoolGroup': 'a role: its officers are refused whatever it allowed',
  'AWS::SQS::Queue': 'what waits in it: effects that were given up and nobody has seen to',
  'AWS::Logs::LogGroup': 'logs: what happened cannot be shown any more',
  'AWS::StepFunctions::StateMachine':
    'the running processes of open cases: escalations and reviews stop until the sweeper has started successors',
  'AWS::S3::BucketPolicy': 'what forbids everybody to read or write photos over an unencrypted connection',
  'AWS::SNS::TopicPolicy': 'what says who may publish, and lets alarms do it',
  'AWS::SQS::QueuePolicy': 'what forbids everybody to use the queue over an unencrypted connection',
  'AWS::SecretsManager::Secret':
    'a secret that somebody entered by hand: messages are refused by the provider',
  'AWS::SSM::Parameter': 'a value that the other stack reads when it is deployed',
  'AWS::ApiGatewayV2::Api': 'the address of the API: links in messages that have gone out lead nowhere',
  'AWS::ApiGatewayV2::DomainName':
    'the address of the links: DNS has to be led elsewhere before they work again',
};

/** What is lost with a resource of a type that nobody here has described. */
const UNDESCRIBED = 'something that this guard does not know: find out before you allow it';

/**
 * What a resource holds. In a stack that keeps things every resource counts, known or not; in one that can be replaced
 * at any time only those which hold something all the same.
 * @returns undefined when nothing is lost with the resource
 */
export function holdingOf(type: string, stack: string): string | undefined {
  const described = Object.hasOwn(holdings, type) ? holdings[type] : undefined;
  return described ?? (keepsThings(stack) || holdsSomething(type) ? UNDESCRIBED : undefined);
}

/** A stack is taken to keep things unless its name says that it does not. */
function keepsThings(stack: string): boolean {
  return !stack.endsWith('-stateless');
}
