import { PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';

/** Allows `grantee` exactly `actions` on exactly `resources`. The policy stays with the grantee's stack. */
export function allow(grantee: IGrantable, actions: readonly string[], resources: readonly string[]): void {
  const statement = new PolicyStatement({ actions: [...actions], resources: [...resources] });
  grantee.grantPrincipal.addToPrincipalPolicy(statement);
}
