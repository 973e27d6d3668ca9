import type { Deployment } from '#platform/deployment/deployment.ts';
import { leadsToThisMachine } from '#platform/deployment/sms.ts';

import type { InfrastructureSettings } from './infrastructure-settings.ts';
import type { Partition } from './partition.ts';
import type { Stage } from './stage.ts';

/** Where a deployment is to stand. */
export interface DeploymentTarget {
  readonly stage: Stage;
  readonly partition: Partition;
}

/** What of a deployment decides where it can stand. */
export interface TargetedDeployment {
  readonly deployment: Deployment;
  readonly infrastructure: InfrastructureSettings;
}

/** A field whose value, right in itself, does not fit the target. */
export interface TargetFault {
  readonly field: string;
  readonly message: string;
}

/** A deployment asks for something that does not exist, or must not be, where it is to stand. */
export class DeploymentTargetError extends Error {
  override readonly name = 'DeploymentTargetError';
  /** Path of each field that does not fit, such as `sms.type`. */
  readonly fields: readonly string[];

  constructor({ stage, partition }: DeploymentTarget, faults: readonly TargetFault[]) {
    const lines = faults.map(({ field, message }) => `  ${field}: ${message}`);
    super([`This deployment cannot stand in ${partition}, stage ${stage}:`, ...lines].join('\n'));
    this.fields = faults.map(({ field }) => field);
  }
}

/** What of a deployment does not fit its target. */
export function targetFaults(
  { deployment, infrastructure }: TargetedDeployment,
  target: DeploymentTarget,
): TargetFault[] {
  return [
    ...identityFaults(deployment, target),
    ...smsFaults(deployment, target),
    ...certificateFaults(infrastructure, target),
  ];
}

/** @throws DeploymentTargetError naming every field that does not fit the target */
export function requireFit(targeted: TargetedDeployment, target: DeploymentTarget): void {
  const faults = targetFaults(targeted, target);
  if (faults.length > 0) throw new DeploymentTargetError(target, faults);
}

function identityFaults({ identity }: Deployment, { partition }: DeploymentTarget): TargetFault[] {
  if (partition !== 'aws-cn' || identity.type !== 'cognito') return [];
  return [{ field: 'identity.type', message: 'aws-cn has no Cognito user pools; allowed there: "oidc"' }];
}

function smsFaults({ sms }: Deployment, { partition, stage }: DeploymentTarget): TargetFault[] {
  const allowed = [partition === 'aws' ? ['sns'] : [], ['http'], stage === 'dev' ? ['capture'] : []].flat();
  const names = allowed.map((type) => `"${type}"`).join(', ');
  if (sms.type === 'sns' && partition === 'aws-cn')
    return [{ field: 'sms.type', message: `SNS sends no SMS in aws-cn; allowed there: ${names}` }];
  if (sms.type === 'capture' && stage !== 'dev')
    return [
      {
        field: 'sms.type',
        message: `"capture" keeps every SMS from its telephone, for tests in stage dev; allowed here: ${names}`,
      },
    ];
  if (sms.type === 'http' && stage !== 'dev' && leadsToThisMachine(sms.url))
    return [{ field: 'sms.url', message: 'leads a function to itself; name the address of the provider' }];
  return [];
}

function certificateFaults(
  { certificateArn }: InfrastructureSettings,
  { partition }: DeploymentTarget,
): TargetFault[] {
  if (certificateArn === undefined || certificateArn.startsWith(`arn:${partition}:`)) return [];
  const message = `is a certificate of another partition; it must begin with "arn:${partition}:acm:"`;
  return [{ field: 'infrastructure.certificateArn', message }];
}
