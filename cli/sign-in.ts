import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

import { loadDeploymentFile } from '#infra/deployment-file.ts';

import { deploymentOptions, deploymentUsage, readOptions, readStage, required } from './command-options.ts';
import { deployedStack } from './deployed-stack.ts';
import { runCommandLine, UsageError } from './run-command-line.ts';
import { SecretsFile, writeSecret } from './secrets-file.ts';
import { keptSecrets } from './sign-in/kept-secrets.ts';
import { SecretInput } from './sign-in/secret-input.ts';
import { signInOfficer } from './sign-in/sign-in-officer.ts';

const usage = `
npm run sign-in -- --deployment FILE --stage STAGE --officer NAME [options]

Signs an officer in with your AWS credentials and shows the ID token that the API takes, good for an hour. At the first
sign-in it sets the officer's own password and their authenticator. Secrets are typed unseen, or come from standard
input, a line each: password, new password if a temporary one is to be replaced, code.

${deploymentUsage}
  --user-pool ID        the pool, if not the one of the deployed stack; --client goes with it
  --client ID           the pool's client
  --officer NAME        the account: the officer's id unless "officers:create" gave it another name
  --token-file FILE     writes the token into this file, which only you can read, instead of showing it

For rehearsals, and accounts that no person uses:
  --password-file FILE    a file that "officers:create --passwords" wrote; a temporary password is replaced in it
  --mfa-secret-file FILE  keeps the authenticator's secret, by account, and computes the codes. A file that holds it
                          beside a password's file is no second factor
`;

/** What shells call a process that Ctrl-C ended. */
const INTERRUPTED = 130;

await runCommandLine(async (interrupted) => {
  const values = readOptions(
    {
      ...deploymentOptions,
      'user-pool': { type: 'string' },
      client: { type: 'string' },
      officer: { type: 'string' },
      'token-file': { type: 'string' },
      'password-file': { type: 'string' },
      'mfa-secret-file': { type: 'string' },
    },
    usage,
  );
  if (values === undefined) return;
  const username = required(values.officer, 'officer');
  const endpoint = values['endpoint-url'];
  const passwords = secretsFile(values['password-file']);
  const authenticators = secretsFile(values['mfa-secret-file']);
  const pool = await poolOf(values);
  const client = new CognitoIdentityProviderClient(endpoint === undefined ? {} : { endpoint });
  const input = new SecretInput();
  void interrupted.then(() => process.exit(INTERRUPTED));
  try {
    const secrets = keptSecrets({
      username,
      ask: (question) => input.ask(question),
      tell: (text) => void process.stderr.write(`${text}\n`),
      passwords,
      authenticators,
    });
    const token = await signInOfficer({ client, ...pool, username }, secrets);
    const tokenFile = values['token-file'];
    if (tokenFile === undefined) process.stdout.write(`${token}\n`);
    else writeSecret(tokenFile, token);
  } finally {
    input.close();
    client.destroy();
  }
});

function secretsFile(path: string | undefined): SecretsFile | undefined {
  if (path === undefined) return undefined;
  const file = new SecretsFile(path);
  file.check();
  return file;
}

interface PoolChoice {
  readonly deployment?: string | undefined;
  readonly stage?: string | undefined;
  readonly 'endpoint-url'?: string | undefined;
  readonly 'user-pool'?: string | undefined;
  readonly client?: string | undefined;
}

async function poolOf(values: PoolChoice): Promise<{ userPoolId: string; clientId: string }> {
  if (values['user-pool'] !== undefined)
    return { userPoolId: values['user-pool'], clientId: required(values.client, 'client') };
  const { deployment } = loadDeploymentFile(required(values.deployment, 'deployment'));
  if (deployment.identity.type !== 'cognito')
    throw new UsageError('This deployment has an identity provider of its own: sign in there.');
  const stack = await deployedStack(
    { deployment: deployment.name, stage: readStage(values.stage), endpoint: values['endpoint-url'] },
    'stateful',
  );
  return { userPoolId: stack.output('UserPoolId'), clientId: stack.output('UserPoolClientId') };
}
