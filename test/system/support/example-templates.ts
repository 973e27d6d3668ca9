import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inject } from 'vitest';

import { exampleApp, exampleOfficers } from '#cli/run-local.ts';
import { startLocalTemplates } from '#local/start-local-templates.ts';
import { synthesise, type Synthesised } from '#local/synthesise.ts';
import type { LocalSystem } from '#local/system/local-system.ts';

const AUDIENCE = 'border815';
/** Below the ports that systems hand out by themselves, so that nobody takes one of these between two starts. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/**
 * The example deployment, synthesised once and run as often as one likes, each time with other templates. Its templates
 * name the address of their issuer, so that it always runs at the same port and only once at a time.
 */
export class ExampleTemplates {
  readonly synthesised: Synthesised;
  readonly #port: number;
  readonly #directory: string;

  private constructor(synthesised: Synthesised, port: number, directory: string) {
    this.synthesised = synthesised;
    this.#port = port;
    this.#directory = directory;
  }

  static async synthesise(): Promise<ExampleTemplates> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const directory = mkdtempSync(join(tmpdir(), 'border815-templates-'));
    const context = { url, issuer: `${url}/issuer`, audience: AUDIENCE, outdir: join(directory, 'cdk.out') };
    return new ExampleTemplates(synthesise(await exampleApp(context)), port, directory);
  }

  /** Starts a system of these templates under a clock that stands until it is turned. */
  run(templates: Synthesised['templates']): Promise<LocalSystem> {
    return startLocalTemplates({
      clock: 'virtual',
      port: this.#port,
      audience: AUDIENCE,
      officers: exampleOfficers(),
      dynamodb: { endpoint: inject('dynamoDbEndpoint') },
      synthesised: () => ({ ...this.synthesised, templates }),
    });
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
