import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { eraseData } from '#local/system/erase-data.ts';

import { ApiClient } from './demo/api-client.ts';
import { loadExampleRosters } from './load-example-rosters.ts';
import { runCommandLine, UsageError } from './run-command-line.ts';
import { runLocal } from './run-local.ts';

const DEFAULT_PORT = 8150;
const ownDataDirectory = fileURLToPath(new URL('../.border815/data', import.meta.url));

await runCommandLine(async (interrupted) => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      data: { type: 'string', default: ownDataDirectory },
      reset: { type: 'boolean', default: false },
    },
  });
  const port = portOf(values.port);
  const dataDirectory = resolve(values.data);
  if (values.reset) await eraseData(dataDirectory);
  const system = await runLocal({ dataDirectory, port });
  await loadExampleRosters(async (id) => new ApiClient(system.url, await system.issuer.tokenFor(id)));
  process.stdout.write(
    [
      '',
      '  border815 运行中 / is running',
      '',
      `  接口 API          ${system.url}/v1    (OpenAPI: ${system.url}/v1/openapi.json)`,
      `  登录 sign in      ${system.issuer.url}    选一位虚构民警，获得令牌 / pick an invented officer, get a token`,
      `  短信 messages     ${system.url}/outbox    每部手机和邮箱收到的内容 / what each telephone and mailbox received`,
      `  日志 logs         ${system.logDirectory}`,
      '',
      '  Ctrl-C 停止 / stops everything',
      '',
      '',
    ].join('\n'),
  );
  await interrupted;
  await system.close();
});

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new UsageError(`--port takes a number from 0 (any free port) to 65535, not "${text}".`);
}
