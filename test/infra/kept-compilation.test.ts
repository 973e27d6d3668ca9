import { readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { keptCompilation } from '#infra/kept-compilation.ts';

import { temporaryFolder } from './temporary-folder.ts';

let root: string;
let compilations: number;
/** What happens while the compiler runs, after it has read its source. */
let meanwhile: () => void;

beforeEach(() => {
  root = temporaryFolder();
  compilations = 0;
  meanwhile = () => undefined;
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json', 'a.ts'])
    writeOneDay(name, `${name} as it was`);
});

/** Writes a file long before the compiler runs. */
function writeOneDay(name: string, text: string): void {
  writeFileSync(join(root, name), text);
  utimesSync(join(root, name), 1_700_000_000, 1_700_000_000);
}

async function compiled(settings: unknown = { target: 'node24' }): Promise<string | undefined> {
  const { code } = await keptCompilation({
    root,
    path: join(root, 'kept', 'compiled.json'),
    settings,
    compile: async () => {
      compilations += 1;
      const work = readFileSync(join(root, 'a.ts'), 'utf8');
      meanwhile();
      return { code: { work }, sources: ['a.ts'] };
    },
  });
  return code['work'];
}

describe('code that an earlier process compiled', () => {
  it('is taken while nothing has changed that it depends on', async () => {
    expect(await compiled()).toBe('a.ts as it was');
    expect(await compiled()).toBe('a.ts as it was');
    expect(compilations).toBe(1);
  });

  it.each(['a.ts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'])(
    'is not taken when %s is another, and is again when it is the same',
    async (name) => {
      await compiled();
      writeOneDay(name, 'changed');
      await compiled();
      expect(compilations).toBe(2);
      await compiled();
      expect(compilations).toBe(2);
    },
  );

  it.each(['a.ts', 'package-lock.json'])(
    'is not taken when %s was written while the compiler ran, which may not have seen that',
    async (name) => {
      meanwhile = () => writeFileSync(join(root, name), 'written meanwhile');
      await compiled();
      meanwhile = () => undefined;
      expect(await compiled()).toBe(readFileSync(join(root, 'a.ts'), 'utf8'));
      expect(compilations).toBe(2);
    },
  );

  it('is not taken for other settings', async () => {
    await compiled();
    await compiled({ target: 'node26' });
    expect(compilations).toBe(2);
  });

  it('is not taken when a source is gone, whatever the compiler says to that', async () => {
    await compiled();
    rmSync(join(root, 'a.ts'));
    await expect(compiled()).rejects.toThrow('ENOENT');
  });

  it('is not taken from a file that was not written whole', async () => {
    await compiled();
    truncateSync(join(root, 'kept', 'compiled.json'), 40);
    expect(await compiled()).toBe('a.ts as it was');
    expect(compilations).toBe(2);
  });
});
