import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { OfficerAccounts } from '#cli/officers/officer-accounts.ts';
import { settleAccounts, type AccountOutcome, type WantedOfficer } from '#cli/officers/settle-accounts.ts';
import { wantedOfficers } from '#cli/officers/wanted-officers.ts';
import { randomPassword } from '#cli/random-password.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';

import { OfficerPoolEndpoint } from './officer-pool-endpoint.ts';
import { runCommandHere } from './run-command-here.ts';
import { runCommand } from './run-command.ts';

const exampleFile = 'config/example.deployment.json';
const duty: WantedOfficer = { officerId: 'duty-1', stationId: 'yaqian', roles: ['dutyOfficer'] };

function clientOf(pool: OfficerPoolEndpoint) {
  return new CognitoIdentityProviderClient({
    endpoint: pool.url,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

async function settle(pool: OfficerPoolEndpoint, wanted: readonly WantedOfficer[], update = false) {
  const passwords = new Map<string, string>();
  const outcomes: AccountOutcome[] = [];
  const settling = settleAccounts(new OfficerAccounts(clientOf(pool), pool.userPoolId), wanted, {
    update,
    handOver: (username, password) => void passwords.set(username, password),
  });
  for await (const outcome of settling) outcomes.push(outcome);
  return {
    passwords,
    told: outcomes.map(({ kind, username, differences }) => [kind, username, ...differences]),
  };
}

const writing = (calls: readonly string[]) =>
  calls.filter((call) => !['ListUsers', 'AdminListGroupsForUser'].includes(call));

describe("an officer's account", () => {
  it('is made with officer, station and roles, and a temporary password that is handed over', async () => {
    const pool = await OfficerPoolEndpoint.open();
    const { told, passwords } = await settle(pool, [{ ...duty, roles: ['dutyOfficer', 'deputy'] }]);
    expect(told).toEqual([['created', 'duty-1']]);
    const account = pool.accounts.get('duty-1');
    expect(account).toMatchObject({
      temporary: true,
      attributes: { 'custom:officer': 'duty-1', 'custom:station': 'yaqian' },
      groups: new Set(['dutyOfficer', 'deputy']),
    });
    expect(passwords.get('duty-1')).toBe(account?.password);
  });

  it('is left alone the second time, and no password is shown again', async () => {
    const pool = await OfficerPoolEndpoint.open();
    await settle(pool, [duty]);
    pool.calls.length = 0;
    const { told, passwords } = await settle(pool, [duty], true);
    expect(told).toEqual([['unchanged', 'duty-1']]);
    expect(passwords.size).toBe(0);
    expect(writing(pool.calls)).toEqual([]);
  });

  it('that differs is named and left, until an update is asked for', async () => {
    const pool = await OfficerPoolEndpoint.open();
    await settle(pool, [duty]);
    const now: WantedOfficer = { officerId: 'duty-1', stationId: 'qianqing', roles: ['chief'] };
    const differences = ['station yaqian → qianqing', 'roles dutyOfficer → chief'];

    pool.calls.length = 0;
    expect((await settle(pool, [now])).told).toEqual([['differs', 'duty-1', ...differences]]);
    expect(writing(pool.calls)).toEqual([]);

    expect((await settle(pool, [now], true)).told).toEqual([['updated', 'duty-1', ...differences]]);
    expect(pool.accounts.get('duty-1')).toMatchObject({
      attributes: { 'custom:station': 'qianqing' },
      groups: new Set(['chief']),
    });
    expect((await settle(pool, [now])).told).toEqual([['unchanged', 'duty-1']]);
  });

  it('loses what is too much before it is given more, should the command die on the way', async () => {
    const pool = await OfficerPoolEndpoint.open();
    await settle(pool, [duty]);
    pool.calls.length = 0;
    await settle(pool, [{ ...duty, stationId: 'qianqing', roles: ['chief'] }], true);
    expect(writing(pool.calls)).toEqual([
      'AdminRemoveUserFromGroup',
      'AdminUpdateUserAttributes',
      'AdminAddUserToGroup',
    ]);
  });

  it('keeps groups that are no roles of ours', async () => {
    const pool = await OfficerPoolEndpoint.open();
    await settle(pool, [duty]);
    pool.accounts.get('duty-1')?.groups.add('canteen');
    expect((await settle(pool, [duty], true)).told).toEqual([['unchanged', 'duty-1']]);
    expect(pool.accounts.get('duty-1')?.groups).toContain('canteen');
  });

  it('that is locked is said to be, and stays locked', async () => {
    const pool = await OfficerPoolEndpoint.open();
    await settle(pool, [duty]);
    const account = pool.accounts.get('duty-1');
    if (account === undefined) throw new Error('no account');
    account.enabled = false;
    expect((await settle(pool, [{ ...duty, roles: ['chief'] }], true)).told).toEqual([
      ['differs', 'duty-1', 'is locked'],
    ]);
    expect(account).toMatchObject({ enabled: false, groups: new Set(['chief']) });
  });

  it('of another officer is never given away, even under a name that is asked for', async () => {
    const pool = await OfficerPoolEndpoint.open();
    await settle(pool, [duty]);
    const other: WantedOfficer = { ...duty, officerId: 'duty-2', username: 'duty-1' };
    expect((await settle(pool, [other], true)).told).toEqual([['differs', 'duty-1', 'belongs to duty-1']]);
    expect(pool.accounts.get('duty-1')?.attributes['custom:officer']).toBe('duty-1');
  });

  it('is one for each of two officers who have the same id at two stations', async () => {
    const pool = await OfficerPoolEndpoint.open();
    const both = [duty, { ...duty, stationId: 'qianqing' }];
    expect((await settle(pool, both)).told).toEqual([
      ['created', 'duty-1'],
      ['created', 'duty-1.qianqing'],
    ]);
    expect((await settle(pool, both.toReversed(), true)).told).toEqual([
      ['unchanged', 'duty-1.qianqing'],
      ['unchanged', 'duty-1'],
    ]);
  });

  it('is found among more accounts than the pool lists at once', async () => {
    const pool = await OfficerPoolEndpoint.open();
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) pool.add(name);
    pool.add('called-otherwise', {
      attributes: { 'custom:officer': 'duty-1', 'custom:station': 'yaqian' },
      groups: new Set(['dutyOfficer']),
    });
    expect((await settle(pool, [duty])).told).toEqual([['unchanged', 'called-otherwise']]);
  });
});

describe('a random password', () => {
  it('satisfies the policy of the pool, differs each time, and holds nothing that is misread', () => {
    const passwords = Array.from({ length: 300 }, randomPassword);
    expect(new Set(passwords).size).toBe(passwords.length);
    for (const password of passwords) {
      expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[-_.!+=]).{20}$/);
      expect(password).not.toMatch(/[0O1lI]/);
    }
  });
});

describe('who is to have an account', () => {
  const file = loadDeploymentFile(exampleFile);
  const all = Object.values(file.rosters).flatMap(({ officers }) => officers);

  it('is every officer of the deployment file', () => {
    expect(wantedOfficers(file, {}).map(({ officerId }) => officerId)).toEqual(
      all.map(({ officerId }) => officerId),
    );
  });

  it('is one of them, with station and roles from the file unless they are said', () => {
    const [listed] = wantedOfficers(file, { officer: 'yaqian-duty-1' });
    expect(listed).toMatchObject({ stationId: 'yaqian', roles: ['dutyOfficer'] });
    const [said] = wantedOfficers(file, { officer: 'yaqian-duty-1', roles: 'deputy, dutyOfficer' });
    expect(said?.roles).toEqual(['deputy', 'dutyOfficer']);
  });

  it.each([
    [{ officer: 'new', station: 'nowhere', roles: 'chief' }, '--station "nowhere" is no station'],
    [
      { officer: 'new', station: 'yaqian', roles: 'chief,king' },
      '--roles names "king"; there are: dutyOfficer',
    ],
    [{ officer: 'new', roles: 'chief' }, '--station is missing'],
    [{ officer: 'new', station: 'yaqian' }, '--roles is missing'],
    [{ station: 'yaqian' }, '--station goes with --officer'],
  ])('is refused at %j', (choice, message) => {
    expect(() => wantedOfficers(file, choice)).toThrow(message);
  });

  it('must be said by station when two stations have an officer of that id', () => {
    const [yaqian, qianqing] = [file.rosters['yaqian'], file.rosters['qianqing']];
    if (yaqian === undefined || qianqing === undefined) throw new Error('The example has changed.');
    const twice = { ...file, rosters: { yaqian, qianqing: yaqian } };
    expect(() => wantedOfficers(twice, { officer: 'yaqian-duty-1' })).toThrow('say which with --station');
    expect(wantedOfficers(twice, { officer: 'yaqian-duty-1', station: 'qianqing' })).toMatchObject([
      { stationId: 'qianqing' },
    ]);
  });
});

describe('npm run officers:create', () => {
  const where = ['--deployment', exampleFile, '--stage', 'prod'];

  async function deployedPool() {
    const pool = await OfficerPoolEndpoint.open();
    pool.stacks['border815-qianqing-yaqian-prod-stateful'] = { UserPoolId: pool.userPoolId };
    return { pool, env: { AWS_ENDPOINT_URL: pool.url } };
  }

  it('makes all accounts of a deployment, with the passwords in a file that only its owner can read', async () => {
    const { pool, env } = await deployedPool();
    const passwords = join(mkdtempSync(join(tmpdir(), 'border815-cli-')), 'passwords.json');
    const first = await runCommand('cli/officers.ts', [...where, '--passwords', passwords], { env });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const written: unknown = JSON.parse(readFileSync(passwords, 'utf8'));
    expect(written).toEqual(
      Object.fromEntries([...pool.accounts].map(([username, { password }]) => [username, password])),
    );
    expect(statSync(passwords).mode & 0o777).toBe(0o600);
    for (const { password } of pool.accounts.values()) expect(first.stdout).not.toContain(password);

    pool.accounts.get('yaqian-chief')?.groups.add('administrator');
    const second = await runCommandHere('cli/officers.ts', where, { env });
    expect(second.code).toBe(1);
    expect(second.stdout).toContain('differs    yaqian-chief   roles chief, administrator → chief');
    expect(second.stderr).toBe('1 accounts differ and were left as they are.\n');
  });

  it('shows a password once when there is no file for it', async () => {
    const { pool, env } = await deployedPool();
    const one = ['--officer', 'yaqian-chief', '--endpoint-url', pool.url];
    const { stdout } = await runCommandHere('cli/officers.ts', [...where, ...one], {
      env: { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    });
    expect(stdout).toContain(`password   yaqian-chief   ${pool.accounts.get('yaqian-chief')?.password}`);
    expect(stdout).toContain('created    yaqian-chief   yaqian: chief');
  });

  it('replaces a forgotten password by a temporary one, of one officer and only if there is an account', async () => {
    const { pool, env } = await deployedPool();
    const account = pool.add('duty-one', {
      attributes: { 'custom:officer': 'yaqian-duty-1', 'custom:station': 'yaqian' },
    });
    const before = account.password;
    const reset = [...where, '--reset-password'];
    const done = await runCommandHere('cli/officers.ts', [...reset, '--officer', 'yaqian-duty-1'], { env });
    expect(done.stdout).toBe(`password   duty-one   ${account.password}\nreset      duty-one\n`);
    expect(account).toMatchObject({ temporary: true });
    expect(account.password).not.toBe(before);

    const nobody = await runCommandHere('cli/officers.ts', [...reset, '--officer', 'yaqian-chief'], { env });
    expect(nobody).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('yaqian-chief of yaqian has no account'),
    });
    const everybody = await runCommandHere('cli/officers.ts', reset, { env });
    expect(everybody).toMatchObject({ code: 1, stderr: expect.stringContaining('goes with --officer') });
  });

  it('makes nothing when others could read the passwords', async () => {
    const { pool, env } = await deployedPool();
    const open = join(mkdtempSync(join(tmpdir(), 'border815-cli-')), 'passwords.json');
    writeFileSync(open, '{}', { mode: 0o644 });
    const refused = await runCommandHere('cli/officers.ts', [...where, '--passwords', open], { env });
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('SecretsFileError: Others can read'),
    });
    expect(pool.accounts.size).toBe(0);
  });

  it('makes nothing when there is no folder for the passwords', async () => {
    const { pool, env } = await deployedPool();
    const path = join(mkdtempSync(join(tmpdir(), 'border815-cli-')), 'none/passwords.json');
    const refused = await runCommandHere('cli/officers.ts', [...where, '--passwords', path], { env });
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('SecretsFileError: Nothing can be written into'),
    });
    expect(pool.accounts.size).toBe(0);
  });

  it.each([
    [
      ['--deployment', exampleFile, '--stage', 'dev'],
      'There is no stack border815-qianqing-yaqian-dev-stateful',
    ],
    [['--deployment', exampleFile, '--stage', 'production'], '--stage is dev or prod, not "production"'],
    [['--deployment', exampleFile], '--stage is missing'],
    [['--deployment', 'config/none.json', '--stage', 'dev'], 'config/none.json'],
    [['--depoyment', exampleFile], "Unknown option '--depoyment'"],
  ])('says in one line what is wrong with %j', async (args, message) => {
    const { env } = await deployedPool();
    const { code, stderr } = await runCommandHere('cli/officers.ts', args, { env });
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('explains itself', async () => {
    const { code, stdout } = await runCommandHere('cli/officers.ts', ['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--passwords FILE');
  });
});
