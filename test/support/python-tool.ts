import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const repository = resolve(import.meta.dirname, '../..');

/** Installations of this process: several tests ask for the same tool at once. */
const tools = new Map<string, Promise<string>>();

/**
 * Installs a tool that comes from PyPI, once, in a virtual environment of its own below the ignored folder, and returns
 * the path of that environment's `bin`. Its packages and all their dependencies are pinned in `python/NAME.txt`; another
 * list gets another environment, and an installation that was cut short begins again. One process at a time installs a tool.
 * @throws Error when Python 3 with its `venv` module is missing, or a package cannot be had
 */
export function pythonTool(name: string): Promise<string> {
  const known = tools.get(name);
  if (known !== undefined) return known;
  const tool = install(name);
  tools.set(name, tool);
  return tool;
}

async function install(name: string): Promise<string> {
  const requirements = join(import.meta.dirname, 'python', `${name}.txt`);
  const pins = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const home = join(repository, '.border815/python', `${name}-${pins.slice(0, 12)}`);
  const installed = join(home, 'installed');
  if (!existsSync(installed)) {
    await rm(home, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', home]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps'];
    const cache = join(repository, '.border815/python/cache');
    await run(join(home, 'bin/python'), [...pip, '--cache-dir', cache, '--requirement', requirements]);
    await writeFile(installed, '');
  }
  return join(home, 'bin');
}
