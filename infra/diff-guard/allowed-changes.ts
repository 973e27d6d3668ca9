import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import * as z from 'zod';

import { changeKey, changeSchema, type Finding } from './finding.ts';

/** Nobody decides today about what happens next year. */
const LONGEST_DAYS = 90;
const DAY_MS = 86_400_000;

const allowedChangeSchema = z.strictObject({
  stack: z.string().min(1),
  /** Logical id; `*` for a whole stack. */
  resource: z.string().min(1),
  change: changeSchema,
  /** The property that the finding names, if it names one. */
  property: z.string().min(1).optional(),
  /** What comes of it, as the finding says it: a retention lowered to 180 days is not one lowered to 7. */
  to: z.string().min(1).optional(),
  /** Why it may be lost, and where it went. */
  reason: z.string().min(20, 'must say why in at least 20 characters'),
  /** Who decided it: a person or a body, not the one who wrote the change. */
  approvedBy: z.string().min(2),
  /** Last day on which it may be deployed, in UTC. */
  expires: z.iso.date(),
});

const fileSchema = z.strictObject({
  $comment: z.string().optional(),
  allowed: z.array(allowedChangeSchema),
});

/** A destructive change that somebody has decided on. */
export type AllowedChange = z.infer<typeof allowedChangeSchema>;

/** The file of allowed changes cannot be used. */
export class AllowedChangesError extends Error {
  override readonly name = 'AllowedChangesError';
}

/** @throws AllowedChangesError naming each wrong field */
export function readAllowedChanges(path: string): AllowedChange[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).allowed;
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
        : String(error);
    throw new AllowedChangesError(`${path} is wrong: ${why}`);
  }
}

/** What the entries allow of the findings, and what is wrong with the entries. */
export interface Ruling {
  readonly allowed: readonly { readonly finding: Finding; readonly by: AllowedChange }[];
  readonly refused: readonly Finding[];
  /** Entries that have expired, reach too far ahead, or match nothing: somebody must take them out. */
  readonly faults: readonly { readonly entry: AllowedChange; readonly fault: string }[];
}

/**
 * Holds the findings against the entries. An entry for a stack that is not among `stacks` waits for its own comparison.
 * @param stacks names of the stacks that were compared
 */
export function rule(
  findings: readonly Finding[],
  entries: readonly AllowedChange[],
  stacks: ReadonlySet<string>,
  today: Date,
): Ruling {
  const faults = entries.flatMap((entry) => {
    const fault = faultOf(entry, findings, stacks, today);
    return fault === undefined ? [] : [{ entry, fault }];
  });
  const valid = entries.filter((entry) => !faults.some((fault) => fault.entry === entry));
  const ruled = findings.map((finding) => ({ finding, by: valid.find((entry) => matches(entry, finding)) }));
  return {
    allowed: ruled.flatMap(({ finding, by }) => (by === undefined ? [] : [{ finding, by }])),
    refused: ruled.filter(({ by }) => by === undefined).map(({ finding }) => finding),
    faults,
  };
}

function faultOf(
  entry: AllowedChange,
  findings: readonly Finding[],
  stacks: ReadonlySet<string>,
  today: Date,
): string | undefined {
  const daysLeft = (Date.parse(`${entry.expires}T00:00:00Z`) - startOfDay(today)) / DAY_MS;
  if (daysLeft < 0) return `expired on ${entry.expires}`;
  if (daysLeft > LONGEST_DAYS) return `expires more than ${LONGEST_DAYS} days from now, on ${entry.expires}`;
  if (stacks.has(entry.stack) && !findings.some((finding) => matches(entry, finding)))
    return 'matches no change: it has been deployed, or something in it is misspelt';
  return undefined;
}

function startOfDay(instant: Date): number {
  return instant.getTime() - (instant.getTime() % DAY_MS);
}

function matches({ stack, resource, change, property, to }: AllowedChange, finding: Finding): boolean {
  return isDeepStrictEqual(
    { property: undefined, to: undefined, ...changeKey(finding) },
    { stack, resource, change, property, to },
  );
}
