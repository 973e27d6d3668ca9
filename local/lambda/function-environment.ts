import { sessionTokenOf } from '#local/server/observed-call.ts';
import type { Credentials } from '#local/system/credentials.ts';
import type { LocalEnvironment } from '#local/template/environment.ts';

/** What the environment of a function is made of. */
export interface FunctionIdentity {
  readonly name: string;
  readonly handler: string;
  readonly memoryMegabytes: number;
  readonly bundleDirectory: string;
  readonly logGroup: string;
  /** The variables of the template. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The services whose SDK clients are pointed at this machine. */
const localServices = ['DYNAMODB', 'KMS', 'SECRETS_MANAGER', 'SFN', 'SNS', 'S3', 'SQS'];

/** A function's whole environment: the template's variables and what Lambda itself sets; nothing is inherited. */
export function functionEnvironment(
  identity: FunctionIdentity,
  environment: LocalEnvironment,
  credentials: Credentials,
): Record<string, string> {
  return {
    ...identity.variables,
    ...Object.fromEntries(
      localServices.map((service) => [`AWS_ENDPOINT_URL_${service}`, environment.awsUrl]),
    ),
    AWS_REGION: environment.region,
    AWS_DEFAULT_REGION: environment.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: sessionTokenOf(identity.name),
    AWS_LAMBDA_FUNCTION_NAME: identity.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(identity.memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: identity.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    // The profile of whoever runs this must not reach into the functions.
    AWS_CONFIG_FILE: `${identity.bundleDirectory}/no-such-profile`,
    AWS_SHARED_CREDENTIALS_FILE: `${identity.bundleDirectory}/no-such-profile`,
    AWS_EC2_METADATA_DISABLED: 'true',
    LAMBDA_TASK_ROOT: identity.bundleDirectory,
    _HANDLER: identity.handler,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}
