/** Functions that somebody waits for: the API, a state machine, the stream. A new one is added here when it was looked at. */
export const calledFunctions = [
  'stateless/Apis/casework-api',
  'stateless/Apis/duty-api',
  'stateless/Apis/investigation-api',
  'stateless/Apis/missing-person-api',
  'stateless/Apis/public-appeal',
  'stateless/Apis/public-link',
  'stateless/Apis/registry-api',
  'stateless/Apis/registry-hit-api',
  'stateless/Apis/service-description',
  'stateless/Apis/transfer-api',
  'stateless/Processes/investigation-steps',
  'stateless/Processes/missing-person-steps',
  'stateless/Processes/notification-steps',
  'stateless/Processes/outbox-relay',
  'stateless/Processes/register-wait',
  'stateless/Processes/registry-hit-steps',
  'stateless/Processes/transfer-steps',
];

/** The functions that a schedule invokes, for whose answer nobody waits. */
export const scheduledFunctions = ['stateless/Processes/sweeper', 'stateless/Registry/registry-worker'];

/** Every function. */
export const functions = [...calledFunctions, ...scheduledFunctions];

/** The state machines. */
export const machines = [
  'stateless/Processes/Investigation/Machine',
  'stateless/Processes/MissingPerson/Machine',
  'stateless/Processes/Notify/Machine',
  'stateless/Processes/RegistryHit/Machine',
  'stateless/Processes/SuspectTransfer/Machine',
];

/** Where what was given up ends. */
export const queues = ['stateless/Processes/DeadLetters', 'stateless/Processes/StreamFailures'];

/** The photos of missing persons, and the files of residents. */
export const buckets = ['stateful/Exchange/Bucket', 'stateful/Photos/Bucket'];

/** In place of telephones, for end-to-end tests. */
export const capturedSms = ['stateless/Sms/Captured/Queue'];

/** What requests to an SMS provider are signed by. */
export const smsKey = ['stateful/SmsKey/Secret'];
