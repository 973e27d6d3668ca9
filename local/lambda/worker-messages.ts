import * as z from 'zod';

/** A failure as Lambda reports it to the caller. */
export const functionErrorSchema = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).optional(),
});

/** A failure as Lambda reports it to the caller. */
export type FunctionError = z.infer<typeof functionErrorSchema>;

/** What a worker thread is started with. */
export interface WorkerStart {
  /** Directory of the deployed bundle. */
  readonly bundleDirectory: string;
  /** As in the template: `index.handler`. */
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly logGroup: string;
  /** Undefined when the time is real. */
  readonly timeMemory: SharedArrayBuffer | undefined;
}

/** One event for the worker thread; it gets the next when it has answered. */
export interface InvocationMessage {
  readonly requestId: string;
  /** The event as JSON text, as it crosses the wire on AWS. */
  readonly event: string;
  readonly timeoutMilliseconds: number;
}

/** What a worker thread says: that its bundle is loaded, or how that or an invocation ended. */
export const workerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('loadFailed'), error: functionErrorSchema }),
  z.object({ type: z.literal('result'), payload: z.string() }),
  z.object({ type: z.literal('failed'), error: functionErrorSchema }),
]);

/** What a worker thread says. */
export type WorkerMessage = z.infer<typeof workerMessageSchema>;
