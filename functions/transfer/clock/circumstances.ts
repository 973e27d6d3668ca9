import type { CustodyMeasure } from '#platform/deployment/legal-limits.ts';

import type { Travel } from './count-time.ts';

/**
 * What the custody clock counts from. Times are RFC 3339. Time at large, between an escape and a recapture, counts as if the
 * person had been held: no reading that is known leaves it out, and the other way somebody could be held too long.
 */
export interface Circumstances {
  /** When the person lost their liberty, by whichever station. */
  readonly deprivedOfLibertyAt: string;
  /** Measures under which they were held; a later one takes the place of an earlier one. */
  readonly measures: readonly { readonly measure: CustodyMeasure; readonly since: string }[];
  /** Duties that were done, such as telling the family. */
  readonly duties: readonly {
    readonly limitId: string;
    readonly at: string;
    readonly documentNumber?: string | undefined;
  }[];
  /** Extensions, each by its document. */
  readonly extensions: readonly {
    readonly limitId: string;
    readonly extensionId: string;
    readonly documentNumber: string;
    readonly issuedAt: string;
  }[];
  readonly travel: readonly Travel[];
  /** Since when they are held no more. */
  readonly heldUntil?: string | undefined;
}
