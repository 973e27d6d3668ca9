import type { ResidentField } from '#functions/registry/files/columns/resident-columns.ts';

/** The column in which a part of the model stands. */
const COLUMNS: Readonly<Record<string, ResidentField>> = {
  name: 'name',
  otherNames: 'formerNames',
  documents: 'identityNumber',
  birthDate: 'birthDate',
  sex: 'sex',
  nativePlace: 'nativePlace',
  household: 'household',
  telephones: 'telephones',
  photoReference: 'photoReference',
  'registrations.address': 'address',
  'registrations.from': 'residenceFrom',
  'registrations.to': 'residenceTo',
  'registrations.landlord.name': 'landlordName',
  'registrations.landlord.telephone': 'landlordTelephone',
  'work.employer': 'employer',
  'work.role': 'role',
  'work.from': 'workFrom',
  'work.to': 'workTo',
  'permit.number': 'permitNumber',
  'permit.issuedOn': 'permitIssuedOn',
  'permit.endorsedOn': 'permitEndorsedOn',
  'permit.validTo': 'permitValidTo',
};

/** The column of a row in which stands what the model complains about at `path`. */
export function columnOfPath(path: readonly PropertyKey[]): ResidentField {
  const names = path.filter((part) => typeof part === 'string');
  const column = COLUMNS[names.join('.')] ?? COLUMNS[names[0] ?? ''];
  if (column === undefined) throw new Error(`No column stands for ${names.join('.')}.`);
  return column;
}
