import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

import { patchDate } from './patch-date.ts';
import { SharedTime } from './shared-time.ts';
import type { FunctionError, InvocationMessage, WorkerMessage, WorkerStart } from './worker-messages.ts';

// This file runs in the worker thread of one function instance: it loads the bundle as Lambda's runtime does, then
// answers one event after the other. The package's subpath imports are not used here, for the thread is to see
// nothing but the bundle and Node.

type Handler = (event: unknown, context: object) => unknown;

const port = parentPort;
const start: WorkerStart = workerData;
if (start.timeMemory !== undefined) patchDate(new SharedTime(start.timeMemory));

function say(message: WorkerMessage): void {
  port?.postMessage(message);
}

function functionError(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error))
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  const trace = (thrown.stack ?? '').split('\n');
  return { errorType: thrown.name, errorMessage: thrown.message, trace };
}

function bundleFile(moduleName: string): string {
  const files = readdirSync(start.bundleDirectory);
  const name = ['.mjs', '.cjs', '.js']
    .map((extension) => moduleName + extension)
    .find((file) => files.includes(file));
  if (name === undefined) throw new Error(`Cannot find module '${moduleName}' in the function's bundle`);
  return join(start.bundleDirectory, name);
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

async function loadHandler(): Promise<Handler> {
  const dot = start.handler.lastIndexOf('.');
  const [moduleName, exportName] = [start.handler.slice(0, dot), start.handler.slice(dot + 1)];
  const loaded: Record<string, unknown> = await import(pathToFileURL(bundleFile(moduleName)).href);
  const fallback: unknown = loaded['default'];
  const exported =
    loaded[exportName] ??
    (typeof fallback === 'object' && fallback !== null ? Reflect.get(fallback, exportName) : undefined);
  if (!isHandler(exported)) throw new Error(`${start.handler} is undefined or not exported`);
  return exported;
}

function contextOf(invocation: InvocationMessage): object {
  const deadline = performance.now() + invocation.timeoutMilliseconds;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    memoryLimitInMB: String(start.memoryMegabytes),
    awsRequestId: invocation.requestId,
    logGroupName: start.logGroup,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
}

async function invoke(handler: Handler, invocation: InvocationMessage): Promise<WorkerMessage> {
  try {
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    return { type: 'result', payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return { type: 'failed', error: functionError(error) };
  }
}

try {
  const handler = await loadHandler();
  port?.on('message', (invocation: InvocationMessage) => {
    void invoke(handler, invocation).then(say);
  });
  say({ type: 'ready' });
} catch (error) {
  say({ type: 'loadFailed', error: functionError(error) });
}
