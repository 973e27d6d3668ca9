import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';

import { JsonLinesFile } from '#local/system/json-lines-file.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'border815-test-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

test('what is appended is read again, also behind a line torn by a kill', () => {
  const path = join(directory, 'deep', 'file.jsonl');
  const open = () => new JsonLinesFile(path, z.object({ n: z.number() }));
  open().append({ n: 1 });
  appendFileSync(path, '{"n":');
  const file = open();
  expect(file.read()).toEqual([{ n: 1 }]);
  file.append({ n: 2 });
  expect(open().read()).toEqual([{ n: 1 }, { n: 2 }]);
});
