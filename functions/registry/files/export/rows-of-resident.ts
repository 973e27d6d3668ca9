import { residentColumns, type ResidentField } from '#functions/registry/files/columns/resident-columns.ts';
import { vocabulary } from '#functions/registry/files/rows/vocabulary.ts';
import type { IdentityDocument } from '#functions/registry/model/identity-document.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';

/** Between several names, telephones or passports of a cell. */
const AND = '、';

type Cells = Partial<Record<ResidentField, string | undefined>>;

/** The headers of an export. */
export const exportHeaders: readonly string[] = residentColumns.columns.map(
  ({ headers: [header] }) => header,
);

/**
 * The rows of a resident in an export: one for each residence and each place of work, side by side, and for each document that
 * finds no column of its own. What makes out the person, and documents by which the rows are joined, stand in each of them.
 */
export function rowsOfResident(details: ResidentDetails): string[][] {
  const { registrations, work } = details;
  const { linking, further } = documentsOf(details.documents);
  const person: Cells = { ...personCells(details), ...linking };
  const count = Math.max(1, registrations.length, work.length, further.length);
  return Array.from({ length: count }, (_, index) => {
    const cells: Cells = {
      ...person,
      ...furtherDocument(further[index]),
      ...residenceCells(registrations[index]),
      ...workCells(work[index]),
    };
    return residentColumns.columns.map(({ field }) => cells[field] ?? '');
  });
}

function personCells(details: ResidentDetails): Cells {
  const { permit } = details;
  const named = (kind: 'former' | 'alias') =>
    details.otherNames
      .filter((other) => other.kind === kind)
      .map(({ name }) => name)
      .join(AND);
  return {
    name: details.name,
    formerNames: named('former'),
    aliases: named('alias'),
    sex: vocabulary.sex[details.sex][0],
    birthDate: details.birthDate,
    nativePlace: details.nativePlace,
    household: vocabulary.household[details.household][0],
    telephones: details.telephones.join(AND),
    photoReference: details.photoReference,
    studying: vocabulary.studying[details.studying ? 'yes' : 'no'][0],
    permitNumber: permit?.number,
    permitIssuedOn: permit?.issuedOn,
    permitEndorsedOn: permit?.endorsedOn,
    permitValidTo: permit?.validTo,
  };
}

/** Documents that have a column of their own, and those for which there is one of any kind. */
function documentsOf(documents: readonly IdentityDocument[]) {
  const [card, ...cards] = documents.filter(({ type }) => type === 'identityCard');
  const passports = documents.filter((document) => document.type === 'passport');
  const [other, ...others] = documents.filter((document) => document.type === 'other');
  const linking: Cells = {
    identityNumber: card?.number,
    passportNumber: passports.map(({ number }) => number).join(AND),
    passportCountry: passports.map(({ country }) => country).join(AND),
    otherDocumentName: other?.name,
    otherDocumentNumber: other?.number,
  };
  return { linking, further: [...cards, ...others] };
}

function furtherDocument(document: IdentityDocument | undefined): Cells {
  if (document === undefined) return {};
  const [card] = vocabulary.documentType.identityCard;
  return {
    documentType: document.type === 'other' ? document.name : card,
    documentNumber: document.number,
  };
}

function residenceCells(residence: ResidentDetails['registrations'][number] | undefined): Cells {
  if (residence === undefined) return {};
  return {
    address: residence.address,
    residenceFrom: residence.from,
    residenceTo: residence.to,
    housing: vocabulary.housing[residence.housing][0],
    landlordName: residence.landlord?.name,
    landlordTelephone: residence.landlord?.telephone,
    reportedBy: vocabulary.reportedBy[residence.reportedBy][0],
    registeredOn: residence.registeredOn,
  };
}

function workCells(work: ResidentDetails['work'][number] | undefined): Cells {
  if (work === undefined) return {};
  return { employer: work.employer, role: work.role, workFrom: work.from, workTo: work.to };
}
