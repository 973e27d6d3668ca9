/** Where the templates are "deployed": what their pseudo parameters and attributes speak of. */
export interface LocalEnvironment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly urlSuffix: string;
  /** Address of the HTTP API, without a slash at the end. */
  readonly apiUrl: string;
  /** Address of the loopback endpoint that answers the AWS SDK, without a slash at the end. */
  readonly awsUrl: string;
}

/** An ARN in this environment: `arn:aws:sqs:REGION:ACCOUNT:RESOURCE`. */
export function localArn(environment: LocalEnvironment, service: string, resource: string): string {
  return `arn:${environment.partition}:${service}:${environment.region}:${environment.account}:${resource}`;
}
