/** How long reading a secret may take, in milliseconds: an alert waits for it when a function has just started. */
const PATIENCE_MS = 2_000;

/** Reads the text of a secret from Secrets Manager. @throws Error when it cannot be had, or is no text */
export async function readSecret(secretArn: string): Promise<string> {
  // Loaded only where a deployment has such a secret: functions that start without it start sooner.
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const client = new SecretsManagerClient({ maxAttempts: 2 });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }), {
      abortSignal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (SecretString === undefined) throw new Error('The secret is no text.');
    return SecretString;
  } finally {
    client.destroy();
  }
}
