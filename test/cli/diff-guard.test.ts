import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { real } from '#test/infra/diff-guard/changed-template.ts';
import { subscription } from '#test/infra/diff-guard/real-ids.ts';

import { OfficerPoolEndpoint } from './officer-pool-endpoint.ts';
import { runCommandHere } from './run-command-here.ts';
import { runCommand } from './run-command.ts';

const [STATEFUL, STATELESS] = ['border815-our-prod-stateful', 'border815-our-prod-stateless'];

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'border815-guard-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes templates as `cdk synth` does. */
function assembly(...templates: (readonly [stack: string, template: unknown])[]) {
  const path = folder();
  for (const [stack, template] of templates)
    writeFileSync(join(path, `${stack}.template.json`), JSON.stringify(template));
  return path;
}

const before = () => assembly([STATEFUL, real.stateful], [STATELESS, real.stateless]);

function after() {
  const Resources = { ...real.stateful.Resources };
  delete Resources[subscription];
  return assembly(
    [STATEFUL, { Resources }],
    [STATELESS, real.stateless],
    ['border815-new-dev-stateful', { Resources }],
  );
}

function guard(...args: readonly string[]) {
  return runCommandHere('cli/diff-guard.ts', args);
}

function allowing(expires: string) {
  const path = join(folder(), 'allowed.json');
  const entry = {
    stack: STATEFUL,
    resource: subscription,
    change: 'removed',
    to: 'deleted',
    reason: 'The duty room has got another mailbox, which is confirmed.',
    approvedBy: 'Chief of Yaqian',
    expires,
  };
  writeFileSync(path, JSON.stringify({ allowed: [entry] }));
  return path;
}

const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

describe('npm run diff:guard', () => {
  it('passes what destroys nothing', async () => {
    expect(await runCommand('cli/diff-guard.ts', [before(), before()])).toEqual({
      code: 0,
      stdout: 'No destructive change.\n',
      stderr: '',
    });
  });

  it('fails at a destructive change, and says what it is and what is at stake', async () => {
    const { code, stdout, stderr } = await guard(before(), after());
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(`NOT ALLOWED  ${STATEFUL} ${subscription} (AWS::SNS::Subscription): removed`);
    expect(stdout).toContain('hears no alert any more');
  });

  it('passes it when it is allowed, and fails when that has expired', async () => {
    const allowed = await guard(before(), after(), '--allow', allowing(inAMonth()));
    expect(allowed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^allowed /) });
    const expired = await guard(before(), after(), '--allow', allowing('2026-01-01'));
    expect(expired).toMatchObject({ code: 1, stdout: expect.stringContaining('expired on 2026-01-01') });
  });

  it('fails at an entry that matches nothing any more', async () => {
    const { code, stdout } = await guard(before(), before(), '--allow', allowing(inAMonth()));
    expect(code).toBe(1);
    expect(stdout).toContain('matches no change');
  });

  it('compares two templates whatever their files are called', async () => {
    const deployed = join(folder(), 'deployed.json');
    writeFileSync(deployed, JSON.stringify(real.stateful));
    const next = join(after(), `${STATEFUL}.template.json`);
    expect(await guard(deployed, next)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(subscription),
    });
  });

  it('prints one JSON object on demand', async () => {
    const { code, stdout } = await guard(before(), after(), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      compared: [STATEFUL, STATELESS],
      allowed: [],
      refused: [{ stack: STATEFUL, resource: subscription, change: 'removed' }],
      faults: [],
    });
  });

  it('ends with 2 when there was no comparison', async () => {
    const empty = folder();
    const notATemplate = join(folder(), 'x.template.json');
    writeFileSync(notATemplate, '[]');
    mkdirSync(join(empty, 'inner'));
    const attempts: (readonly [string[], string])[] = [
      [[], 'Name two templates or two folders'],
      [[before()], 'Name two templates or two folders'],
      [[before(), 'none'], 'There is no none.'],
      [[before(), empty], 'holds no *.template.json'],
      [[before(), notATemplate], 'Compare two templates or two folders'],
      [[notATemplate, notATemplate], 'is no CloudFormation template in JSON'],
      [[before(), assembly(['border815-our-dev-stateful', real.stateful])], 'no stack in common'],
      [[before(), before(), '--allow', 'none.json'], 'none.json is wrong'],
      [[before(), before(), '--alow', 'x'], "Unknown option '--alow'"],
    ];
    for (const [args, message] of attempts) {
      const { code, stderr } = await guard(...args);
      expect(stderr).toContain(message);
      expect(code).toBe(2);
    }
  });

  it('explains itself', async () => {
    const { code, stdout } = await guard('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('npm run templates:deployed');
  });
});

describe('npm run templates:deployed', () => {
  const where = ['--deployment', 'config/example.deployment.json', '--stage', 'prod'];

  it('writes what is deployed so that the guard can compare it', async () => {
    const account = await OfficerPoolEndpoint.open();
    const env = { AWS_ENDPOINT_URL: account.url };
    for (const [which, template] of Object.entries(real)) {
      account.stacks[`border815-qianqing-yaqian-prod-${which}`] = {};
      account.templates[`border815-qianqing-yaqian-prod-${which}`] = JSON.stringify(template);
    }
    const output = join(folder(), 'deployed');
    const written = await runCommand('cli/deployed-templates.ts', [...where, '--output', output], { env });
    expect(written).toMatchObject({ code: 0, stderr: '' });
    const path = join(output, 'border815-qianqing-yaqian-prod-stateful.template.json');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(real.stateful);
    expect((await guard(output, output)).code).toBe(0);
  });

  it('says when a stack is not deployed', async () => {
    const account = await OfficerPoolEndpoint.open();
    const options = [...where, '--output', folder()];
    const env = { AWS_ENDPOINT_URL: account.url };
    const { code, stderr } = await runCommandHere('cli/deployed-templates.ts', options, { env });
    expect(code).toBe(1);
    expect(stderr).toContain('NotDeployedError: There is no stack border815-qianqing-yaqian-prod-stateful');
  });
});
