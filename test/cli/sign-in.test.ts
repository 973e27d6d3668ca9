import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { SecretsFile } from '#cli/secrets-file.ts';
import { keptSecrets } from '#cli/sign-in/kept-secrets.ts';
import { authenticatorAddress, oneTimeCode, untilNextCode } from '#cli/sign-in/one-time-code.ts';
import { signInOfficer, type OfficerSecrets } from '#cli/sign-in/sign-in-officer.ts';

import { OfficerPoolEndpoint } from './officer-pool-endpoint.ts';
import { runCommandHere } from './run-command-here.ts';
import { runCommand } from './run-command.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const attributes = { 'custom:officer': 'duty-1', 'custom:station': 'yaqian' };

function folder() {
  return mkdtempSync(join(tmpdir(), 'border815-cli-'));
}

function signIn(pool: OfficerPoolEndpoint, secrets: OfficerSecrets) {
  const client = new CognitoIdentityProviderClient({
    endpoint: pool.url,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { userPoolId, clientId } = pool;
  return signInOfficer({ client, userPoolId, clientId, username: 'duty-1' }, secrets);
}

/** Somebody at the keyboard who answers in this order. */
function typing(...answers: string[]) {
  const asked: string[] = [];
  const told: string[] = [];
  const secrets = keptSecrets({
    username: 'duty-1',
    ask: async (question) => {
      asked.push(question);
      const answer = answers.shift();
      if (answer === undefined) throw new Error(`Nothing to answer to "${question}".`);
      return answer === 'the code' ? oneTimeCode(SECRET, new Date()) : answer;
    },
    tell: (text) => void told.push(text),
  });
  return { secrets, asked, told };
}

describe('the code of an authenticator', () => {
  // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('is at second %d what the standard says', (seconds, code) => {
    expect(oneTimeCode(secret, new Date(seconds * 1000))).toBe(code);
  });

  it('takes a secret as people type it, and says when it is none', () => {
    const at = new Date(59_000);
    expect(oneTimeCode('gezd gnbv gy3t qojq gezd gnbv gy3t qojq==', at)).toBe('287082');
    expect(() => oneTimeCode('1nvalid', at)).toThrow('not base32');
  });

  it('changes each half minute', () => {
    expect(untilNextCode(new Date(59_000))).toBe(1000);
    expect(untilNextCode(new Date(60_000))).toBe(30_000);
  });

  it('comes from an address that authenticators understand', () => {
    expect(authenticatorAddress(SECRET, 'duty-1.yaqian')).toBe(
      `otpauth://totp/border815:duty-1.yaqian?secret=${SECRET}&issuer=border815`,
    );
  });
});

describe('signing in', () => {
  it('the first time sets the password and the authenticator, and gives a token with the claims', async () => {
    const pool = await OfficerPoolEndpoint.open();
    pool.add('duty-1', { password: 'Temporary-815-x', temporary: true, attributes });
    const { secrets, asked, told } = typing('Temporary-815-x', 'Chosen-by-me-815', 'the code');

    expect(JSON.parse(await signIn(pool, secrets))).toMatchObject(attributes);

    expect(asked).toEqual([
      'password of duty-1',
      'new password of duty-1, instead of the temporary one',
      'code of the authenticator',
    ]);
    expect(told.join()).toContain(`otpauth://totp/border815:duty-1?secret=${SECRET}`);
    expect(pool.accounts.get('duty-1')).toMatchObject({
      password: 'Chosen-by-me-815',
      temporary: false,
      authenticator: SECRET,
    });
  });

  it('later asks for password and code only', async () => {
    const pool = await OfficerPoolEndpoint.open();
    const { password } = pool.add('duty-1', { attributes, authenticator: SECRET });
    const { secrets, asked, told } = typing(password, 'the code');
    await signIn(pool, secrets);
    expect(asked).toHaveLength(2);
    expect(told).toEqual([]);
  });

  it('lets a mistyped code be typed again, but not for ever', async () => {
    const pool = await OfficerPoolEndpoint.open();
    const { password } = pool.add('duty-1', { authenticator: SECRET });
    await signIn(pool, typing(password, '000000', 'the code').secrets);

    const { secrets, asked } = typing(password, '000000', '000000', '000000', 'the code');
    await expect(signIn(pool, secrets)).rejects.toThrow('Invalid code');
    expect(asked.filter((question) => question.startsWith('not taken'))).toHaveLength(2);
  });

  it('lets the first code of a new authenticator be typed again', async () => {
    const pool = await OfficerPoolEndpoint.open();
    const { password } = pool.add('duty-1');
    await signIn(pool, typing(password, '000000', 'the code').secrets);
    expect(pool.accounts.get('duty-1')?.authenticator).toBe(SECRET);
  });

  it('is refused with a wrong password, and at once', async () => {
    const pool = await OfficerPoolEndpoint.open();
    pool.add('duty-1');
    const { secrets, asked } = typing('Wrong-password-815');
    await expect(signIn(pool, secrets)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    expect(asked).toHaveLength(1);
  });

  it('keeps a temporary password in its file when the pool refuses the new one', async () => {
    const pool = await OfficerPoolEndpoint.open();
    pool.add('duty-1', { password: 'Temporary-815-x', temporary: true });
    const kept: string[] = [];
    const { secrets } = typing('Temporary-815-x', 'short');
    const remembering = { ...secrets, keepPassword: (password: string) => void kept.push(password) };
    await expect(signIn(pool, remembering)).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    expect(kept).toEqual([]);
  });
});

describe('secrets in files', () => {
  it('replace the temporary password, keep the authenticator, and sign in by themselves afterwards', async () => {
    const pool = await OfficerPoolEndpoint.open();
    pool.add('duty-1', { password: 'Temporary-815-x', temporary: true, attributes });
    const directory = folder();
    const passwords = new SecretsFile(join(directory, 'passwords.json'));
    const authenticators = new SecretsFile(join(directory, 'authenticators.json'));
    passwords.set('duty-1', 'Temporary-815-x');
    passwords.set('somebody', 'Else-s-password-1');
    const waited: number[] = [];
    const secrets = () =>
      keptSecrets({
        username: 'duty-1',
        ask: async (question) => Promise.reject(new Error(question)),
        tell: (text) => expect.fail(text),
        passwords,
        authenticators,
        // The code of a moment ago was used: time goes on by itself only in the real command.
        wait: async (ms) => {
          waited.push(ms);
          vi.setSystemTime(Date.now() + ms);
        },
      });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    onTestFinished(() => void vi.useRealTimers());

    await signIn(pool, secrets());
    const password = pool.accounts.get('duty-1')?.password;
    expect(password).not.toBe('Temporary-815-x');
    expect(passwords.get('duty-1')).toBe(password);
    expect(passwords.get('somebody')).toBe('Else-s-password-1');
    expect(authenticators.get('duty-1')).toBe(SECRET);
    expect(waited).toEqual([]);

    await signIn(pool, secrets());
    expect(waited).toHaveLength(1);
    expect(passwords.get('duty-1')).toBe(password);
  });

  it('can be read by their owner only, or are not taken', () => {
    const path = join(folder(), 'secrets.json');
    new SecretsFile(path).set('duty-1', 'x');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const open = join(folder(), 'open.json');
    writeFileSync(open, '{"duty-1":"x"}', { mode: 0o640 });
    expect(() => new SecretsFile(open).get('duty-1')).toThrow('chmod 600');
    expect(() => new SecretsFile(open).set('duty-1', 'y')).toThrow('chmod 600');
  });

  it('must be JSON of texts by account; what is not there is not there', () => {
    const path = join(folder(), 'wrong.json');
    expect(new SecretsFile(path).get('duty-1')).toBeUndefined();
    writeFileSync(path, '["x"]', { mode: 0o600 });
    expect(() => new SecretsFile(path).get('duty-1')).toThrow('not a JSON object of secrets');
    writeFileSync(path, '{}', { mode: 0o600 });
    expect(new SecretsFile(path).get('toString')).toBeUndefined();
  });
});

describe('npm run sign-in', () => {
  const where = ['--deployment', 'config/example.deployment.json', '--stage', 'prod', '--officer', 'duty-1'];

  async function deployedPool() {
    const pool = await OfficerPoolEndpoint.open();
    pool.stacks['border815-qianqing-yaqian-prod-stateful'] = {
      UserPoolId: pool.userPoolId,
      UserPoolClientId: pool.clientId,
    };
    return { pool, env: { AWS_ENDPOINT_URL: pool.url } };
  }

  it('reads secrets from standard input and shows nothing but the token', async () => {
    const { pool, env } = await deployedPool();
    pool.add('duty-1', { password: 'Temporary-815-x', temporary: true, attributes });
    const input = `Temporary-815-x\nChosen-by-me-815\n${oneTimeCode(SECRET, new Date())}\n`;
    const { code, stdout, stderr } = await runCommand('cli/sign-in.ts', where, { env, input });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject(attributes);
    expect(stderr).toContain('otpauth://');
    expect(stderr).not.toMatch(/Temporary-815-x|Chosen-by-me-815/);
  });

  it('writes the token into a file that only its owner can read', async () => {
    const { pool, env } = await deployedPool();
    const { password } = pool.add('duty-1', { attributes, authenticator: SECRET });
    const tokenFile = join(folder(), 'token');
    const input = `${password}\n${oneTimeCode(SECRET, new Date())}\n`;
    const { code, stdout } = await runCommand('cli/sign-in.ts', [...where, '--token-file', tokenFile], {
      env,
      input,
    });
    expect(code).toBe(0);
    expect(stdout).toBe('');
    expect(JSON.parse(readFileSync(tokenFile, 'utf8'))).toMatchObject(attributes);
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
  });

  it('says which answer was missing when standard input ends', async () => {
    const { pool, env } = await deployedPool();
    const { password } = pool.add('duty-1', { authenticator: SECRET });
    const { code, stderr } = await runCommand('cli/sign-in.ts', where, { env, input: `${password}\n` });
    expect(code).toBe(1);
    expect(stderr).toContain(
      'UsageError: Standard input ended before "code of the authenticator" was answered.',
    );
  });

  it('takes no password on the command line', async () => {
    const { code, stderr } = await runCommandHere('cli/sign-in.ts', [...where, '--password', 'x']);
    expect(code).toBe(1);
    expect(stderr).toContain("Unknown option '--password'");
  });
});
