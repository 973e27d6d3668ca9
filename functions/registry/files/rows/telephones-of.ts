import { codeText, listParts } from './cell-text.ts';

/** The telephones of a cell, each once, without what parts their digits (0575-8401 2345); the model says which can be ones. */
export function telephonesOf(cell: string): string[] {
  const numbers = listParts(cell).flatMap((part) => codeText(part)?.replaceAll(/[-()—.]/g, '') ?? []);
  return [...new Set(numbers)];
}
