import * as z from 'zod';

import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { termPartition, type ResidentTerm } from '#functions/registry/store/keys.ts';
import {
  addressTerms,
  plainTerm,
  telephoneTerm,
  type Term,
} from '#functions/registry/store/resident-terms.ts';
import type { LookupSettings } from '#platform/deployment/registry-lookup.ts';

import type { Known } from './model/criteria.ts';
import { nameSpellings } from './name-spellings.ts';

/** What the ids of residents begin with: each entry of a term is one. */
const RESIDENT_PREFIX = 'R-';

/** Residents in whose entries something of what is known stands. */
export interface Candidates {
  /** Those with the most of it first. */
  readonly residentIds: string[];
  /** Whether there are more than were looked at. */
  readonly more: boolean;
}

/**
 * Whom the index has for what is known: those who may have most of it first, and no more than are opened to be ranked. Of a term
 * that too many have, such as a large employer, nobody is known not to have it, so whoever has the rarer ones stays in front.
 * What lies in the index is not trusted: only an opened record says what fits.
 */
export async function candidates(
  { store, vault, deployment }: RegistryPlatform,
  partnershipId: string,
  known: Known,
): Promise<Candidates> {
  const settings = deployment.registry.lookup;
  const hasher = await vault.hasher();
  const found = await Promise.all(
    termsOf(known).map(async ({ kind, text }) => {
      const partition = termPartition(partnershipId, kind, hasher(partnershipId, kind, text));
      const page = await store.query(partition, RESIDENT_PREFIX, z.object({ id: z.string() }), {
        limit: settings.candidates,
      });
      return { kind, ids: page.items.map(({ body }) => body.id), more: page.cursor !== undefined };
    }),
  );
  const kindsOf = new Map<string, Set<ResidentTerm>>();
  for (const { kind, ids } of found)
    for (const id of ids) kindsOf.set(id, (kindsOf.get(id) ?? new Set()).add(kind));
  const cut = new Set(found.filter(({ more }) => more).map(({ kind }) => kind));
  const ranked = [...kindsOf]
    .map(([id, kinds]) => ({ id, weight: weightOf(new Set([...kinds, ...cut]), settings.weights) }))
    .toSorted((one, other) => other.weight - one.weight || (one.id < other.id ? -1 : 1));
  return {
    residentIds: ranked.slice(0, settings.candidates).map(({ id }) => id),
    more: ranked.length > settings.candidates || cut.size > 0,
  };
}

function termsOf({ name, birthDate, telephone, address, employer }: Known): Term[] {
  const term =
    (kind: ResidentTerm) =>
    (text: string): Term => ({ kind, text });
  return [
    ...(name === undefined ? [] : nameSpellings(name).map(term('namePinyin'))),
    ...(birthDate === undefined ? [] : [birthDate].map(term('birthDate'))),
    ...(telephone === undefined ? [] : [telephoneTerm(telephone)].map(term('telephone'))),
    ...(address === undefined ? [] : addressTerms(address).map(term('address'))),
    ...(employer === undefined ? [] : [plainTerm(employer)].map(term('employer'))),
  ];
}

function weightOf(kinds: ReadonlySet<ResidentTerm>, weights: LookupSettings['weights']): number {
  return [...kinds].reduce(
    (sum, kind) => sum + (kind === 'namePinyin' ? weights.namePinyin : weights[kind]),
    0,
  );
}
