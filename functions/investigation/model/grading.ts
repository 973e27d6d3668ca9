import * as z from 'zod';

import type { LocalizedText } from '#platform/localized-text.ts';

/**
 * How far a lead can be trusted and who may have it: the 5x5x5 system of the UK's National Intelligence Model. What each
 * grade and code means here is in the capability's README.
 */
export const gradingSchema = z.strictObject({
  /** Of the source: A always reliable, B mostly reliable, C sometimes reliable, D unreliable, E untested. */
  source: z.enum(['A', 'B', 'C', 'D', 'E']),
  /** Of what is said: 1 known to be true, 2 known to the source, 3 corroborated, 4 cannot be judged, 5 suspected false. */
  intelligence: z.int().min(1).max(5),
  /** Who may have it; 4 needs the officers named, 5 needs conditions. */
  handling: z.int().min(1).max(5),
});

/** How far a lead can be trusted and who may have it. */
export type Grading = z.infer<typeof gradingSchema>;

/** The handling code of what only named officers may have. */
export const NAMED_OFFICERS_ONLY = 4;
/** The handling code of what is passed on under conditions. */
export const UNDER_CONDITIONS = 5;

/** What the grades of a source mean, as pages say it. */
export const sourceGrades: Readonly<Record<Grading['source'], LocalizedText>> = {
  A: { 'zh-CN': '始终可靠', en: 'always reliable' },
  B: { 'zh-CN': '多数可靠', en: 'mostly reliable' },
  C: { 'zh-CN': '有时可靠', en: 'sometimes reliable' },
  D: { 'zh-CN': '不可靠', en: 'unreliable' },
  E: { 'zh-CN': '未经检验', en: 'untested' },
};
