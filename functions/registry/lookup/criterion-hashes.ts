import {
  addressTerms,
  documentTerm,
  plainTerm,
  telephoneTerm,
} from '#functions/registry/store/resident-terms.ts';
import type { TermHasher } from '#functions/registry/vault/person-vault.ts';

import type { Criteria } from './model/criteria.ts';

/**
 * What a lookup was searched by, as its record holds it: the same text gives the same hash, and none can be made without the
 * key. Another hash than the index has, so that nobody is found from the record.
 */
export function criterionHashes(
  hasher: TermHasher,
  partnershipId: string,
  criteria: Criteria,
): { kind: string; hash: string }[] {
  return plainCriteria(criteria).map(([kind, text]) => ({
    kind,
    hash: hasher(partnershipId, 'search', `${kind}:${text}`),
  }));
}

function plainCriteria(criteria: Criteria): [string, string][] {
  const { document, name, birthDate, telephone, address, employer } = criteria;
  const texts: [string, string | undefined][] = [
    ['document', document && documentTerm(document)],
    ['name', name && plainTerm(name)],
    ['birthDate', birthDate],
    ['telephone', telephone && telephoneTerm(telephone)],
    ['address', address && addressTerms(address)[0]],
    ['employer', employer && plainTerm(employer)],
  ];
  return texts.flatMap(([kind, text]): [string, string][] => (text === undefined ? [] : [[kind, text]]));
}
