import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { pythonTool } from '#test/support/python-tool.ts';

import { startTlsFront } from './tls-front.ts';

const READY_MS = 30_000;
const STOP_MS = 10_000;
const KEY_FILE = 'server.key';

/** A running emulator of AWS. */
export interface Emulator {
  /** Where all its services answer. */
  readonly url: string;
  /** What a shell needs in order to mean it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends it and every process it started. */
  stop(): Promise<void>;
}

/** Variables by which processes can be told. */
type Marks = Readonly<Record<string, string>>;

/**
 * Starts MiniStack on loopback, installing it first if need be. It enforces IAM, as AWS does. TLS ends in front of it, or the
 * policies that refuse plain HTTP would refuse everything.
 * @param directory where it writes all it writes
 * @param marks variables by which its processes can be told
 */
export async function startEmulator(directory: string, marks: Marks): Promise<Emulator> {
  await mkdir(directory, { recursive: true });
  const certificate = await makeCertificate(directory);
  const port = await freePort();
  const front = await startTlsFront(port, certificate);
  try {
    // The functions are given the address and the certificate.
    const reached = { AWS_ENDPOINT_URL: front.url, NODE_EXTRA_CA_CERTS: certificate.path };
    const stop = await launch(directory, port, { ...marks, ...reached });
    return emulatorAt(front.url, certificate, async () => {
      await front.close();
      await stop();
    });
  } catch (error) {
    await front.close();
    throw error;
  }
}

/** Starts it with its own TLS and the certificate that this process trusts already. */
export async function startEmulatorWithOwnTls(directory: string, marks: Marks): Promise<Emulator> {
  await mkdir(directory, { recursive: true });
  const path = process.env['NODE_EXTRA_CA_CERTS'] ?? '';
  const certificate = { path, key: join(dirname(path), KEY_FILE) };
  const port = await freePort();
  const stop = await launch(directory, port, {
    ...marks,
    USE_SSL: '1',
    MINISTACK_SSL_CERT: certificate.path,
    MINISTACK_SSL_KEY: certificate.key,
    SSL_CERT_FILE: certificate.path,
  });
  return emulatorAt(`https://localhost:${port}`, certificate, stop);
}

function emulatorAt(
  url: string,
  certificate: { readonly path: string },
  stop: () => Promise<void>,
): Emulator {
  const environment = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    NODE_EXTRA_CA_CERTS: certificate.path,
    AWS_CA_BUNDLE: certificate.path,
  };
  return { url, environment, stop };
}

/** @returns how to end it */
async function launch(directory: string, port: number, environment: Marks): Promise<() => Promise<void>> {
  // What the emulator runs lies below the repository, but is not of its module type.
  await writeFile(join(directory, 'package.json'), JSON.stringify({ type: 'commonjs' }));
  const bin = await pythonTool('ministack');
  const log = openSync(join(directory, 'emulator.log'), 'a');
  // A group of its own, so that the functions' processes end with it. They run on the `node` of this process.
  const child = spawn(join(bin, 'ministack'), [], {
    cwd: directory,
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: directory,
      TMPDIR: directory,
      S3_DATA_DIR: join(directory, 's3'),
      STATE_DIR: join(directory, 'state'),
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      AUTH: 'true',
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      ...environment,
    },
  });
  closeSync(log);
  try {
    await ready(child, port);
    return () => stop(child);
  } catch (error) {
    await stop(child);
    throw error;
  }
}

async function makeCertificate(directory: string): Promise<{ path: string; key: string }> {
  const path = join(directory, 'server.crt');
  const key = join(directory, KEY_FILE);
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const extensions = ['-addext', names, '-addext', 'basicConstraints=critical,CA:FALSE'];
  await promisify(execFile)('openssl', ['req', ...made, ...extensions, '-keyout', key, '-out', path]);
  return { path, key };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port of the loopback is free.');
  return address.port;
}

/** Listening is enough: whether the certificate is trusted is up to the processes that were told of it at their start. */
async function ready(child: ChildProcess, port: number): Promise<void> {
  for (const until = Date.now() + READY_MS; Date.now() < until; await sleep(100)) {
    if (child.exitCode !== null) break;
    const socket = connect(port, '127.0.0.1');
    const answered = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (answered) return;
  }
  throw new Error('The emulator did not start; emulator.log says why.');
}

async function stop(child: ChildProcess): Promise<void> {
  const group = child.pid === undefined ? undefined : -child.pid;
  if (group === undefined) return;
  signal(group, 'SIGTERM');
  for (const until = Date.now() + STOP_MS; Date.now() < until && signal(group, 0); await sleep(50));
  signal(group, 'SIGKILL');
}

/** Whether there was somebody in the process group to be signalled. */
function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(group, name);
  } catch {
    return false;
  }
}
