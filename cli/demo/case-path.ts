import { UnexpectedAnswerError } from './api-client.ts';

const collections: Readonly<Record<string, string>> = {
  MP: 'missing-persons',
  JI: 'investigations',
  ST: 'transfers',
};

/** Path of a case in the API, by its kind. @throws UnexpectedAnswerError when the id is of no kind that has one */
export function casePath(caseId: string): string {
  const collection = collections[caseId.slice(0, 2)];
  if (collection === undefined) throw new UnexpectedAnswerError(`"${caseId}" is no case that the API has.`);
  return `/v1/${collection}/${caseId}`;
}
