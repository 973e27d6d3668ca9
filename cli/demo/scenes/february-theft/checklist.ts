import { exampleDeployment } from '#cli/run-local.ts';

/** Number of the document that every confirmation of the story rests on. */
export const LETTER_NUMBER = '萧公（衙）协字〔2027〕12号';

/** The six prohibitions as far as they apply to a kind of step, confirmed with the cooperation letter. */
export function confirmedChecklist(kind: 'search' | 'seizure' | 'arrest') {
  return exampleDeployment()
    .coerciveSteps.checklist.filter(({ appliesTo }) => appliesTo.includes(kind))
    .map(({ id, needsDocument }) => ({ id, ...(needsDocument ? { documentNumber: LETTER_NUMBER } : {}) }));
}

/** Every document of the transfer's checklist that has to be there, with a number. */
export function requiredDocuments() {
  return exampleDeployment()
    .transferDocuments.filter(({ required }) => required)
    .map(({ id }, index) => ({ documentId: id, number: `柯公（钱）移字〔2027〕${index + 1}号` }));
}
