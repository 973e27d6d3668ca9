import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { intakeSchema } from '#functions/missing-person/requests/intake.ts';
import { runbookSections } from '#infra/constructs/operations-alarms.ts';
import { readAllowedChanges } from '#infra/diff-guard/allowed-changes.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';
import { runCommandHere } from '#test/cli/run-command-here.ts';
import { exampleFile } from '#test/infra/example-file.ts';
import { resourcesOf, synthesise } from '#test/infra/synthesised.ts';
import { temporaryFolder } from '#test/infra/temporary-folder.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const manual = read('docs/operations.md');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

/** Content of the manual's code blocks in one language, without the indentation of a list. */
function blocks(language: string): string[] {
  const fenced = new RegExp('^( *)```' + language + '\\n(.*?)^ *```$', 'gms');
  return [...manual.matchAll(fenced)].map(([, indent = '', text = '']) =>
    text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/** Sections of the manual by their heading. */
const sections = new Map(
  manual
    .split(/^#{2,3} /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section]),
);

describe('the commands that documents name', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'infra/README.md',
    'docs/operations.md',
    'docs/security.md',
  ];

  it.each(documents)('in %s are there', (document) => {
    const named = [...read(document).matchAll(/npm run ([a-z][a-z0-9:-]*)/g)].map(([, name]) => name);
    expect(named.filter((name) => name !== undefined && !(name in scripts))).toEqual([]);
  });

  const used = new Map<string, Set<string>>();
  for (const [, name = '', rest = ''] of manual.matchAll(/npm run ([a-z0-9:-]+) -- ([^`\n]*)/g)) {
    const options = used.get(name) ?? new Set();
    for (const [option] of rest.matchAll(/--[a-z][a-z-]*/g)) options.add(option);
    used.set(name, options);
  }

  it.each([...used])('%s takes every option that the manual gives it', async (name, options) => {
    const [, file = ''] = /^node (.+\.ts)$/.exec(scripts[name] ?? '') ?? [];
    const { stdout, stderr, code } = await runCommandHere(file, ['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect([...options].filter((option) => !stdout.includes(option))).toEqual([]);
  });
});

describe('the operator’s manual', () => {
  it('says of every alarm what it means, where to look first, what to do, and when it is over', () => {
    for (const section of runbookSections) {
      const text = sections.get(section) ?? '';
      for (const part of ['**Means:**', '**First look:**', '```sh', '**Do:**', '**Over when**'])
        expect(text, `${section}: ${part}`).toContain(part);
    }
  });

  it('has no section for an alarm that does not exist', () => {
    const alarms = manual.slice(manual.indexOf('## Alarms'));
    const headings = [...alarms.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(headings.toSorted()).toEqual([...runbookSections].toSorted());
  });

  it('leads nowhere that is not there', () => {
    const anchors = [...sections.keys()].map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...manual.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
  });

  it('holds shell commands that a shell can read', () => {
    const shell = blocks('sh');
    expect(shell.length).toBeGreaterThan(15);
    for (const block of shell) {
      const { stderr, status } = spawnSync('bash', ['-n'], { input: block, encoding: 'utf8' });
      expect({ block, stderr, status }).toEqual({ block, stderr: '', status: 0 });
    }
  });

  it('shows a drill that the API takes', () => {
    const [, drill = ''] = /<<'JSON'\n(.+?)\n *JSON/s.exec(manual) ?? [];
    expect(intakeSchema.parse(JSON.parse(drill))).toMatchObject({ drill: true });
  });

  it('shows an allowed change that the guard takes', () => {
    const [example = ''] = blocks('json');
    const path = join(temporaryFolder(), 'allowed.json');
    writeFileSync(path, example);
    expect(readAllowedChanges(path)).toHaveLength(1);
  });

  it('asks logs for messages that functions write, and by fields that the access log has', () => {
    const sources = readdirSync(new URL('functions', root), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => read(`functions/${path}`))
      .join('\n');
    const messages = [...manual.matchAll(/message = "([^"]+)"/g)].map(([, message = '']) => message);
    expect(messages.length).toBeGreaterThan(3);
    expect(messages.filter((message) => !sources.includes(`'${message}'`))).toEqual([]);
    const log = read('infra/constructs/service-api.ts');
    for (const field of ['status', 'routeKey', 'integrationStatus', 'authorizerError', 'error'])
      expect(log).toMatch(new RegExp(`^  ${field}: '\\$context`, 'm'));
  });
});

describe('what the manual asks the stacks for', () => {
  const file = loadDeploymentFile(exampleFile);
  // Everything that a deployment may have: a certificate, and a provider of SMS of its own.
  const { stateful, stateless } = synthesise('prod', {
    deployment: { ...file.deployment, sms: { type: 'http', url: 'https://sms.example/v1', timeoutMs: 5000 } },
    infrastructure: {
      ...file.infrastructure,
      certificateArn:
        'arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
    },
  });
  const stacks: Readonly<Record<string, Template>> = { stateful, stateless };
  const templateOf = (stack: string) => {
    const template = stacks[stack];
    if (template === undefined) throw new Error(`There is no stack "${stack}".`);
    return template;
  };

  const outputs = [...manual.matchAll(/\boutput (stateful|stateless) (\w+)/g)];
  it.each(outputs.map(([, stack = '', name = '']) => [stack, name] as const))(
    'is an output: %s %s',
    (stack, name) => {
      expect(Object.keys(templateOf(stack).toJSON()['Outputs'] as object)).toContain(name);
    },
  );

  const resources = [...manual.matchAll(/\$\(resource (\w+) (\w+) ([\w:]+)\)/g)];
  it.each(resources.map(([, stack = '', id = '', type = '']) => [stack, id, type] as const))(
    'is a resource: %s %s %s',
    (stack, beginning, type) => {
      const found = Object.entries(resourcesOf(templateOf(stack))).filter(
        ([id, { Type }]) => Type === type && id.startsWith(beginning),
      );
      expect(found).toHaveLength(1);
    },
  );
});
