import * as z from 'zod';

import type { StreamRecord } from '#local/dynamodb/stream-client.ts';
import type { LocalFunction } from '#local/lambda/local-function.ts';
import type { StreamMapping } from '#local/streams/event-source-mapping.ts';

const itemFailuresSchema = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).nullish(),
});

/** Records that are handed to the function together. */
export interface StreamBatch {
  readonly records: readonly StreamRecord[];
  /** How often the function has failed with it. */
  readonly attempts: number;
  /** Whether it is a part of a batch that failed: it does not wait before its first attempt. */
  readonly split: boolean;
}

/** What follows from handing a batch to the function. */
export interface BatchOutcome {
  /** Batches that are due next, in this order. */
  readonly next: readonly StreamBatch[];
  /** A batch that is given up. */
  readonly abandoned: StreamBatch | undefined;
}

/** Hands the batch to the function and decides what is retried, split or given up, as Lambda does. */
export async function handBatch(
  batch: StreamBatch,
  mapping: StreamMapping,
  target: LocalFunction,
  event: unknown,
): Promise<BatchOutcome> {
  const outcome = await target.invoke(event);
  const failedFrom = outcome.ok ? firstFailure(batch, mapping, outcome.payload) : 0;
  if (failedFrom === undefined) return { next: [], abandoned: undefined };
  const attempts = batch.attempts + 1;
  if (failedFrom > 0) {
    // What came before the reported record is done; the rest counts as a new batch.
    return {
      next: [{ records: batch.records.slice(failedFrom), attempts: 1, split: false }],
      abandoned: undefined,
    };
  }
  if (mapping.bisect && batch.records.length > 1) {
    return { next: halves(batch.records, attempts), abandoned: undefined };
  }
  if (attempts > mapping.retries) return { next: [], abandoned: { ...batch, attempts } };
  return { next: [{ records: batch.records, attempts, split: false }], abandoned: undefined };
}

function halves(records: readonly StreamRecord[], attempts: number): StreamBatch[] {
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)].map((part) => ({
    records: part,
    attempts: attempts - 1,
    split: true,
  }));
}

/** Position of the first record that the function reports as failed; undefined when it has done them all. */
function firstFailure(batch: StreamBatch, mapping: StreamMapping, payload: string): number | undefined {
  if (!mapping.reportsItemFailures) return undefined;
  const answer = itemFailuresSchema.nullable().safeParse(JSON.parse(payload));
  // An answer of another form counts as a failure of the whole batch.
  if (!answer.success) return 0;
  const failures = answer.data?.batchItemFailures ?? [];
  const positions = failures.map(({ itemIdentifier }) =>
    batch.records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  return positions.length === 0 ? undefined : Math.max(0, Math.min(...positions));
}
