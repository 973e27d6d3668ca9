import * as z from 'zod';

import { anyCaseSchema, caseListPartition } from '#platform/case/case.ts';
import { loadCase } from '#platform/case/case-command.ts';
import type { Platform } from '#platform/platform.ts';
import type { ItemStore, Key, Write } from '#platform/store/item-store.ts';
import {
  missingPersonCaseSchema,
  type MissingPersonCase,
} from '#functions/missing-person/model/missing-person-case.ts';

/** The list of open cases lags behind the commits by less than this; what is newer is taken from the guard. */
const LIST_LAG_MS = 10 * 60_000;

const intakeGuardSchema = z.object({
  recent: z.array(z.object({ caseId: z.string(), openedAt: z.iso.datetime() })),
});

/** A partnership's open cases, and the write by which an intake makes sure that it knew them all. */
export interface OpenCases {
  readonly cases: readonly MissingPersonCase[];
  /** Must be part of the transaction that opens `caseId`: fails if another case was opened in the meantime. */
  readonly guard: (caseId: string, openedAt: Date) => Write;
}

/**
 * The missing persons' cases of a partnership that are not closed. The list is an index, which is eventually consistent;
 * the cases opened last are therefore named in an item of their own, which each intake replaces at its revision. So of two
 * simultaneous intakes for one person the second sees the first.
 */
export async function openCases(platform: Platform, partnershipId: string): Promise<OpenCases> {
  const key = intakeGuardKey(partnershipId);
  const found = await platform.store.get(key, intakeGuardSchema);
  const recent = found?.body.recent ?? [];
  const ids = new Set([
    ...(await listedCases(platform.store, partnershipId)),
    ...recent.map(({ caseId }) => caseId),
  ]);
  const loaded = await Promise.all([...ids].map((id) => loadCase(platform, id, missingPersonCaseSchema)));
  return {
    cases: loaded.filter((state) => state !== undefined).filter(({ status }) => status !== 'closed'),
    guard: (caseId, openedAt) => {
      const since = openedAt.getTime() - LIST_LAG_MS;
      const body = {
        recent: [
          ...recent.filter((entry) => Date.parse(entry.openedAt) >= since),
          { caseId, openedAt: openedAt.toISOString() },
        ],
      };
      const item = { key, entity: 'intake' as const, body };
      return found === undefined
        ? { kind: 'create', item }
        : { kind: 'replace', item, revision: found.revision };
    },
  };
}

/** Key of the guard of a partnership's intakes. */
function intakeGuardKey(partnershipId: string): Key {
  return { pk: `PARTNERSHIP#${partnershipId}`, sk: 'INTAKE' };
}

async function listedCases(store: ItemStore, partnershipId: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.queryIndex(
      'gsi1',
      caseListPartition(partnershipId, 'OPEN'),
      anyCaseSchema,
      cursor === undefined ? {} : { cursor },
    );
    ids.push(...page.items.filter(({ body }) => body.kind === 'MP').map(({ body }) => body.caseId));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}
