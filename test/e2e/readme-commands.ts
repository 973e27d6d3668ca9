import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repository } from './shell.ts';

/** What an operator does with a deployment; each is a block of commands in the README. */
export type Undertaking = 'deploy' | 'upgrade' | 'remove';

/** The line before a block names it. */
const markers: Readonly<Record<Undertaking, string>> = {
  deploy: '## Deploy it',
  upgrade: '### Upgrade it',
  remove: '### Remove a trial',
};

/**
 * The command lines of a block of the README, without comments and without the `export` that says which deployment is
 * meant: that is for whoever runs them to say.
 * @throws Error when the README has no such block, or the block no command
 */
export function readmeCommands(undertaking: Undertaking): readonly string[] {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  const [, section] = readme.split(`\n${markers[undertaking]}\n`);
  const block = /\n```\n(?<lines>[^`]+)\n```\n/.exec(section ?? '')?.groups?.['lines'] ?? '';
  const commands = block
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('export '));
  if (commands.length === 0) throw new Error(`The README has no commands under "${markers[undertaking]}".`);
  return commands;
}
