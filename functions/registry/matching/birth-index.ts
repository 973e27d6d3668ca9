import { BIRTH_DATES } from '#functions/registry/model/identity-document.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { birthKeyOf, birthTermSchema, DAY_PREFIX } from '#functions/registry/store/index-writes.ts';
import { birthPartition, type BirthSide } from '#functions/registry/store/keys.ts';
import type { TermHasher } from '#functions/registry/vault/person-vault.ts';
import { queryAll } from '#platform/store/item-store.ts';

import { oneEdit } from './one-edit.ts';
import { alikeDates } from './relations.ts';

/** Whom the birth dates and the sounds of their names make comparable: by date, without opening a record. */
export interface BirthIndex {
  /** Ids of those born on that day whose names are at most one edit from one of these. */
  alike(birthDate: string, names: readonly (readonly number[])[]): Promise<readonly string[]>;
}

/** The index of one side as it lies in the store: one read for each day that is asked for. */
export function storedBirthIndex(
  { store }: RegistryPlatform,
  hasher: TermHasher,
  partnershipId: string,
  side: BirthSide,
): BirthIndex {
  return {
    alike: async (birthDate, names) => {
      const { pk, sk } = birthKeyOf(hasher, partnershipId, side, birthDate, '');
      const entries = await queryAll(store, pk, sk, birthTermSchema);
      return entries.filter(({ body }) => haveAlikeNames(body.names, names)).map(({ body }) => body.id);
    },
  };
}

/** The years in which somebody may be born whom the index holds. */
const FIRST_YEAR = yearOf(BIRTH_DATES.from);
const YEARS = Array.from({ length: yearOf(BIRTH_DATES.to) - FIRST_YEAR + 1 }, (_, index) =>
  String(FIRST_YEAR + index),
);

/**
 * The whole index of one side, read once: for many comparisons at a time. It holds whatever was committed before it was read.
 */
export async function readBirthIndex(
  { store }: RegistryPlatform,
  hasher: TermHasher,
  partnershipId: string,
  side: BirthSide,
): Promise<BirthIndex> {
  const entries = (
    await Promise.all(
      YEARS.map((year) =>
        queryAll(
          store,
          birthPartition(partnershipId, side, hasher(partnershipId, 'birthYear', year)),
          DAY_PREFIX,
          birthTermSchema,
        ),
      ),
    )
  ).flat();
  const byDay = Map.groupBy(entries, ({ key, body }) => `${key.pk}\n${key.sk.slice(0, -body.id.length)}`);
  return {
    alike: async (birthDate, names) => {
      const { pk, sk } = birthKeyOf(hasher, partnershipId, side, birthDate, '');
      return (byDay.get(`${pk}\n${sk}`) ?? [])
        .filter(({ body }) => haveAlikeNames(body.names, names))
        .map(({ body }) => body.id);
    },
  };
}

/** Everybody of the other side who may be this person, by birth date and names; never fewer than those who score. */
export async function alikePeople(
  index: BirthIndex,
  birthDate: string,
  names: readonly (readonly number[])[],
): Promise<string[]> {
  const found = await Promise.all(alikeDates(birthDate).map((date) => index.alike(date, names)));
  return [...new Set(found.flat())];
}

function haveAlikeNames(
  ones: readonly (readonly number[])[],
  others: readonly (readonly number[])[],
): boolean {
  return ones.some((one) => others.some((other) => oneEdit(one, other) !== undefined));
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
