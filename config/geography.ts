import { readFileSync } from 'node:fs';
import { parseGeography } from '#functions/missing-person/search/geography.ts';
import type { Geography } from '#functions/missing-person/search/geography.ts';

/** The example partnership's geography file. Illustrative: neither a survey nor real cameras. */
export const geographyFile: URL = new URL('./geography.geojson', import.meta.url);

/**
 * Reads a partnership's geography from its file.
 *
 * @throws {GeographyError} naming each feature and field that is wrong
 */
export function readGeography(file: URL | string = geographyFile): Geography {
  return parseGeography(JSON.parse(readFileSync(file, 'utf8')));
}
