import * as z from 'zod';

import { maskBirthDate, maskIdentity } from '#functions/registry/lookup/mask-details.ts';
import { shownDetailsSchema } from '#functions/registry/lookup/model/shown-details.ts';
import { noticeDetailsSchema, type NoticeDetails } from '#functions/registry/model/notice.ts';
import type { ShownField } from '#platform/deployment/registry-lookup.ts';

/** A wanted notice as somebody sees it: of the person what is shown of a resident, too. */
export const shownNoticeSchema = z.object({
  ...noticeDetailsSchema.shape,
  ...shownDetailsSchema.pick({ documents: true, name: true, otherNames: true }).shape,
  /** `1985-**-**` when masked. */
  birthDate: z.string().optional(),
});

/** What somebody may see of a notice. A resident who is masked must not be told from the notice beside them. */
export function maskNotice(
  details: NoticeDetails,
  shown: readonly ShownField[],
): z.infer<typeof shownNoticeSchema> {
  const { birthDate, ...rest } = details;
  return {
    ...rest,
    ...maskIdentity(details, shown),
    ...(birthDate === undefined ? {} : { birthDate: maskBirthDate(birthDate, shown) }),
  };
}
