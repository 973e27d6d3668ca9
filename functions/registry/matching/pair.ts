import * as z from 'zod';

/**
 * What has become of a resident and a notice that match. It is created once, so that no two comparisons raise the same pair. What
 * officers have settled stays settled, whatever is corrected later.
 */
export const pairSchema = z.object({
  residentId: z.string(),
  noticeId: z.string(),
  status: z.enum(['raised', 'confirmed', 'refuted', 'withdrawn']),
  /** The case in which officers look. */
  hitCaseId: z.string(),
  /** Issue of the notice for which it was raised: one that is issued again after a withdrawal is raised again. */
  issue: z.int().min(1),
});

/** What has become of a resident and a notice that match. */
export type Pair = z.infer<typeof pairSchema>;
