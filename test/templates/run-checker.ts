import { execFile } from 'node:child_process';
import { join } from 'node:path';

import { pythonTool } from '#test/support/python-tool.ts';

/** Largest report that is read. */
const MAX_REPORT_BYTES = 64 * 1024 * 1024;

/**
 * Runs a checker from PyPI and returns what it printed. A checker that found something ends with a code of its own;
 * `expected` lists those.
 * @throws Error with what it complained of, when it ends in any other way
 */
export async function runChecker(
  tool: string,
  args: readonly string[],
  expected: readonly number[],
): Promise<string> {
  const bin = await pythonTool(tool);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  execFile(join(bin, tool), [...args], { maxBuffer: MAX_REPORT_BYTES }, (error, stdout, stderr) => {
    const code = error === null ? 0 : error.code;
    if (typeof code === 'number' && [0, ...expected].includes(code)) resolve(stdout);
    else reject(new Error(`${tool} ended with ${String(code)}: ${stderr}`));
  });
  return promise;
}
