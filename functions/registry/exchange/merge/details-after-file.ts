import { documentKey } from '#functions/registry/model/identity-document.ts';
import { residentDetailsSchema, type ResidentDetails } from '#functions/registry/model/resident.ts';
import type { FieldError } from '#platform/errors.ts';

import { residencesAfterFile } from './residences-after-file.ts';
import { told } from './told.ts';
import { workAfterFile } from './work-after-file.ts';

const MOST_TELEPHONES = 5;

/** What a record says after a file, or why the two cannot both be right. */
export type AfterFile = { readonly details: ResidentDetails } | { readonly faults: readonly FieldError[] };

/**
 * What a record says when a file tells of the same person. Nothing that is known gets lost: lists are joined, a name that is
 * not used any more becomes a former one, a permit gives way to a newer one alone. Told twice, it stays as it is.
 */
export function detailsAfterFile(before: ResidentDetails, file: ResidentDetails): AfterFile {
  const { documents, otherNames, telephones, registrations, work, permit, studying, ...single } = file;
  const newer = newerPermit(before.permit, permit);
  const joined = {
    ...before,
    ...told(single),
    documents: joinedDocuments(before.documents, documents),
    otherNames: joinedNames(before, file.name, otherNames),
    telephones: joinedTelephones(before.telephones, telephones),
    registrations: residencesAfterFile(before.registrations, registrations),
    studying: before.studying || studying,
    work: workAfterFile(before.work, work),
    ...(newer === undefined ? {} : { permit: newer }),
  };
  const cards = joined.documents.filter(({ type }) => type === 'identityCard');
  if (cards.length > 1)
    return {
      faults: [{ field: 'documents', message: 'the registry knows another identity number of theirs' }],
    };
  const parsed = residentDetailsSchema.safeParse(joined);
  if (parsed.success) return { details: parsed.data };
  return {
    faults: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
  };
}

type Documents = ResidentDetails['documents'];

function joinedDocuments(before: Documents, file: Documents): Documents {
  return [...new Map([...before, ...file].map((document) => [documentKey(document), document])).values()];
}

type Names = ResidentDetails['otherNames'];

function joinedNames(before: ResidentDetails, name: string, file: Names): Names {
  const names = [...before.otherNames, ...file, { kind: 'former' as const, name: before.name }];
  const others = names.filter((other) => other.name !== name);
  return others.filter((one, index) => others.findIndex((other) => other.name === one.name) === index);
}

/** A file that tells a new one puts its own first; of too many the oldest go. */
function joinedTelephones(before: readonly string[], file: readonly string[]): string[] {
  if (file.every((telephone) => before.includes(telephone))) return [...before];
  return [...new Set([...file, ...before])].slice(0, MOST_TELEPHONES);
}

type Permit = ResidentDetails['permit'];

/** A file may be older than the record: the permit that is valid for longer is the newer one. */
function newerPermit(before: Permit, file: Permit): Permit {
  if (before === undefined || file === undefined) return file ?? before;
  if (before.number !== file.number) return file.validTo > before.validTo ? file : before;
  const endorsements = [before.endorsedOn, file.endorsedOn].filter((day) => day !== undefined);
  const endorsedOn = endorsements.toSorted().at(-1);
  const validTo = file.validTo > before.validTo ? file.validTo : before.validTo;
  return { ...before, validTo, ...(endorsedOn === undefined ? {} : { endorsedOn }) };
}
