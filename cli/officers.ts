import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

import { loadDeploymentFile } from '#infra/deployment-file.ts';

import { deploymentOptions, deploymentUsage, readOptions, readStage, required } from './command-options.ts';
import { deployedStack } from './deployed-stack.ts';
import { OfficerAccounts } from './officers/officer-accounts.ts';
import { resetPassword, settleAccounts, type AccountOutcome } from './officers/settle-accounts.ts';
import { wantedOfficers } from './officers/wanted-officers.ts';
import { runCommandLine, UsageError } from './run-command-line.ts';
import { SecretsFile } from './secrets-file.ts';

const usage = `
npm run officers:create -- --deployment FILE --stage STAGE [options]

Makes accounts in the officers' user pool: for every officer of the deployment file, or for one. Each gets a temporary
password, good for three days, which is shown once. Run again, it changes nothing and says what differs (and ends
with 1). It never deletes an account: docs/operations.md says what to do when somebody leaves.

${deploymentUsage}
  --user-pool ID        the pool, if not the one of the deployed stack
  --officer ID          only this officer
  --station ID          their station, if the deployment file does not list them
  --roles A,B           their roles, likewise
  --username NAME       what they type to sign in; the officer's id unless said. Needed for an officer who has the same
                        id as one of another station and is not that one, moved
  --passwords FILE      writes the temporary passwords into this file, which only you can read, instead of showing them
  --update              changes accounts that differ: station and roles
  --reset-password      gives the officer a temporary password instead of one that is forgotten or has expired
`;

await runCommandLine(async () => {
  const values = readOptions(
    {
      ...deploymentOptions,
      'user-pool': { type: 'string' },
      officer: { type: 'string' },
      station: { type: 'string' },
      roles: { type: 'string' },
      username: { type: 'string' },
      passwords: { type: 'string' },
      update: { type: 'boolean', default: false },
      'reset-password': { type: 'boolean', default: false },
    },
    usage,
  );
  if (values === undefined) return;
  const file = loadDeploymentFile(required(values.deployment, 'deployment'));
  if (file.deployment.identity.type !== 'cognito')
    throw new UsageError('This deployment has an identity provider of its own: accounts are made there.');
  const wanted = wantedOfficers(file, {
    officer: values.officer,
    station: values.station,
    roles: values.roles,
    username: values.username,
  });
  const endpoint = values['endpoint-url'];
  const pool = values['user-pool'] ?? (await poolOf(file.deployment.name, values.stage, endpoint));
  const client = new CognitoIdentityProviderClient(endpoint === undefined ? {} : { endpoint });
  const passwords = values.passwords === undefined ? undefined : new SecretsFile(values.passwords);
  passwords?.check();
  const handOver = (username: string, password: string) => {
    if (passwords === undefined) process.stdout.write(`password   ${username}   ${password}\n`);
    else passwords.set(username, password);
  };
  const accounts = new OfficerAccounts(client, pool);
  if (values['reset-password']) {
    const [officer, ...others] = wanted;
    if (officer === undefined || others.length > 0)
      throw new UsageError('--reset-password goes with --officer.');
    process.stdout.write(`reset      ${await resetPassword(accounts, officer, handOver)}\n`);
    return;
  }
  let differing = 0;
  const outcomes = settleAccounts(accounts, wanted, {
    update: values.update,
    handOver,
  });
  for await (const outcome of outcomes) {
    process.stdout.write(`${describe(outcome)}\n`);
    if (outcome.kind === 'differs') differing++;
  }
  if (differing > 0) {
    process.stderr.write(`${differing} accounts differ and were left as they are.\n`);
    process.exitCode = 1;
  }
});

async function poolOf(deployment: string, stage: string | undefined, endpoint: string | undefined) {
  const stack = await deployedStack({ deployment, stage: readStage(stage), endpoint }, 'stateful');
  return stack.output('UserPoolId');
}

function describe({ kind, username, officer, differences }: AccountOutcome): string {
  const { stationId, roles } = officer;
  const what = differences.length === 0 ? `${stationId}: ${roles.join(', ')}` : differences.join('; ');
  return `${kind.padEnd(9)}  ${username}   ${what}`;
}
