/** Every function of the system and the file of its handler. The name is also the folder of its bundle. */
export const functionEntries = {
  'casework-api': 'functions/casework/api.lambda.ts',
  'duty-api': 'functions/duty/api.lambda.ts',
  'investigation-api': 'functions/investigation/api.lambda.ts',
  'investigation-steps': 'functions/investigation/steps.lambda.ts',
  'missing-person-api': 'functions/missing-person/api.lambda.ts',
  'missing-person-steps': 'functions/missing-person/steps.lambda.ts',
  'notification-steps': 'functions/notification/steps.lambda.ts',
  'outbox-relay': 'functions/process/outbox-relay.lambda.ts',
  'public-appeal': 'functions/public-appeal/api.lambda.ts',
  'public-link': 'functions/public-link/api.lambda.ts',
  'register-wait': 'functions/process/register-wait.lambda.ts',
  'registry-api': 'functions/registry/api.lambda.ts',
  'registry-hit-api': 'functions/registry-hit/api.lambda.ts',
  'registry-hit-steps': 'functions/registry-hit/steps.lambda.ts',
  'registry-worker': 'functions/registry/worker.lambda.ts',
  'service-description': 'functions/service-description/api.lambda.ts',
  sweeper: 'functions/process/sweeper.lambda.ts',
  'transfer-api': 'functions/transfer/api.lambda.ts',
  'transfer-steps': 'functions/transfer/steps.lambda.ts',
} as const;

/** Name of a function. */
export type FunctionName = keyof typeof functionEntries;

/** All function names, in the order of `functionEntries`. */
export const functionNames = Object.keys(functionEntries) as FunctionName[];
