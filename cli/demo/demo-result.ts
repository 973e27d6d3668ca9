import type { Acknowledgement, CaseRecord } from './case-record.ts';
import type { OutboxMessage } from './demo-system.ts';

/** What a scenario leaves behind, as `npm run demo -- --json` prints it. */
export interface DemoResult extends CaseRecord {
  /** What telephones and mailboxes received during the case, the drills before it left out. */
  readonly messages: readonly OutboxMessage[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** The transfer that came of the case, where one did. */
  readonly transfer?: CaseRecord;
}
