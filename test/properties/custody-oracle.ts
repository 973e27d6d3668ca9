import type { CustodyExport } from '#functions/transfer/custody/custody-export.ts';
import type { Custodian, CustodyFacts } from '#functions/transfer/custody/custody-facts.ts';
import type { TransferCase } from '#functions/transfer/model/transfer-case.ts';

type Released = Extract<CustodyFacts, { type: 'released' }>;

/**
 * What a custody chain says against the invariants, judged without the code that writes and verifies chains: one custodian at
 * every instant or a recorded none, without gap or overlap; custody moves between stations only by a release and, in time, a
 * receipt by a different officer of the other station.
 */
export function brokenCustody({ entries }: CustodyExport, state: TransferCase): string[] {
  const faults: string[] = [];
  let holder: Custodian = { kind: 'none', reason: 'released' };
  let pending: Released | undefined;
  let since = '';
  for (const [index, { facts, sequence }] of entries.entries()) {
    const refuse = (text: string) => faults.push(`Entry ${sequence}, ${facts.type}: ${text}`);
    if (sequence !== index + 1) refuse('is out of sequence');
    if (facts.at < since) refuse('is earlier than the entry before');
    const from = named(holder);
    const to = named(facts.custodian);
    if (index > 0 && from !== to && !mayMove(facts, holder, pending))
      refuse(`moves custody from ${from} to ${to}`);
    if (facts.type === 'released' && facts.by.stationId !== from) refuse('is not by the holding station');
    if (facts.type === 'handoverTimedOut' && (pending === undefined || facts.at < pending.endsAt))
      refuse('comes before the window was over');
    holder = facts.custodian;
    pending = facts.type === 'released' ? facts : undefined;
    since = facts.at;
  }
  if (named(holder) !== named(state.custody.custodian)) faults.push('The case names another custodian.');
  if (state.custody.sequence !== entries.length) faults.push('The case counts other entries.');
  return faults;
}

function mayMove(facts: CustodyFacts, holder: Custodian, pending: Released | undefined): boolean {
  switch (facts.type) {
    case 'received':
      return (
        pending !== undefined &&
        facts.at < pending.endsAt &&
        facts.by.stationId === pending.toStationId &&
        facts.by.stationId !== pending.by.stationId &&
        facts.by.officerId !== pending.by.officerId &&
        named(facts.custodian) === facts.by.stationId
      );
    case 'escaped':
    case 'freed':
      return facts.custodian.kind === 'none' && facts.by.stationId === named(holder);
    case 'recaptured':
      return (
        holder.kind === 'none' && holder.reason === 'escaped' && named(facts.custodian) === facts.by.stationId
      );
    default:
      return false;
  }
}

/** What a case that both chiefs are said to have approved says against it: two people, of two stations, on this content. */
export function brokenApproval({ status, approvals, contentVersion }: TransferCase): string[] {
  if (!['approved', 'appointed', 'handingOver'].includes(status)) return [];
  const different = (names: readonly string[]) => new Set(names).size === 2;
  const holds =
    approvals.length === 2 &&
    different(approvals.map(({ officerId }) => officerId)) &&
    different(approvals.map(({ stationId }) => stationId)) &&
    approvals.every((approval) => approval.contentVersion === contentVersion);
  return holds ? [] : [`It is ${status} without the approval of both chiefs to content ${contentVersion}.`];
}

function named(custodian: Custodian): string {
  return custodian.kind === 'station' ? custodian.stationId : custodian.reason;
}
