/** Fields of a person that residents' and notices' rows have both. */
export type PersonField =
  | 'name'
  | 'formerNames'
  | 'aliases'
  | 'sex'
  | 'birthDate'
  | 'documentType'
  | 'documentNumber'
  | 'identityNumber'
  | 'passportNumber'
  | 'passportCountry'
  | 'otherDocumentName'
  | 'otherDocumentNumber';
