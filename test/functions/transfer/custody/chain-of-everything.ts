import { custodyEntryWrites } from '#functions/transfer/custody/custody-entry-writes.ts';
import { keptCustodyEntrySchema } from '#functions/transfer/custody/custody-entry.ts';
import type { CustodyExport } from '#functions/transfer/custody/custody-export.ts';
import { commitmentOf } from '#functions/transfer/custody/commitment.ts';
import type { CustodyEvent } from '#functions/transfer/custody/custody-facts.ts';
import { keptCustodyHeadSchema } from '#functions/transfer/custody/custody-head.ts';
import type { CustodyState } from '#functions/transfer/custody/custody-state.ts';
import { addSeconds } from '#platform/clock.ts';
import type { StationPublicKey, StationSigner } from '#platform/signature/station-signer.ts';
import { InProcessStationSigner } from '#test/support/station-signer.ts';

/** The transfer whose chain this is. */
export const CHAIN = 'ST-270301-7F3K2';

const start = new Date('2027-03-01T20:00:00.000Z');
const hash = commitmentOf('what was written down', 'a salt');

type Distributed<Event> = Event extends CustodyEvent ? Omit<Event, 'at'> : never;

/** What happened, without the time. */
export type Told = Distributed<CustodyEvent>;

/** An officer of a station, as entries keep them. */
export const by = (stationId: string, officerId = `${stationId}-01`) =>
  ({ kind: 'officer', officerId, stationId }) as const;

/** When the entry at `place` is made: ten minutes after the one before. */
export const timeOf = (place: number): string => addSeconds(start, (place - 1) * 600).toISOString();

const details = { happenedAt: start.toISOString(), detailsHash: hash };

/** Qianqing arrests for Yaqian. */
export const taken: Told = {
  type: 'takenIntoCustody',
  by: by('qianqing'),
  receivingStationId: 'yaqian',
  happenedAt: '2027-03-01T19:40:00Z',
  suspectHash: hash,
  groundsHash: hash,
};

/** A release by the entry at `place`, with as many minutes for the receipt. */
export const released = (place: number, minutes = 30, from = 'qianqing', to = 'yaqian'): Told => ({
  type: 'released',
  by: by(from),
  toStationId: to,
  endsAt: addSeconds(new Date(timeOf(place)), minutes * 60).toISOString(),
  documentsHash: hash,
  propertyHash: hash,
  healthHash: hash,
  risksHash: hash,
});

/** Yaqian takes the person over and objects to one thing. */
export const received = (officer = by('yaqian')): Told => ({
  type: 'received',
  by: officer,
  property: [
    { itemId: 'P-1', confirmation: { outcome: 'confirmed' } },
    { itemId: 'P-2', confirmation: { outcome: 'objected', objectionHash: hash } },
  ],
  health: { outcome: 'confirmed' },
});

export const refused: Told = { type: 'receiptRefused', by: by('yaqian'), reasonHash: hash };
export const timedOut: Told = {
  type: 'handoverTimedOut',
  by: { kind: 'system', process: 'suspect-transfer' },
};
export const escaped = (stationId = 'qianqing'): Told => ({ type: 'escaped', by: by(stationId), ...details });
export const recaptured = (stationId = 'qianqing'): Told => ({
  type: 'recaptured',
  by: by(stationId),
  ...details,
});
export const emergency: Told = { type: 'medicalEmergency', by: by('qianqing'), detailsHash: hash };
export const cleared: Told = { type: 'medicalCleared', by: by('qianqing'), healthHash: hash };
export const freed = (stationId = 'yaqian'): Told => ({
  type: 'freed',
  by: by(stationId),
  happenedAt: start.toISOString(),
  orderHash: hash,
});

/** Everything that can happen to custody, in an order in which it may. */
export const everything: readonly Told[] = [
  taken,
  emergency,
  cleared,
  escaped(),
  recaptured(),
  released(6),
  refused,
  released(8, 10),
  timedOut,
  released(10),
  received(),
  freed(),
];

/** A chain that was written entry by entry, and as it could be exported after each of them. */
export interface WrittenChain {
  readonly signer: StationSigner;
  /** The export after the entry of that number, from 1. */
  after(sequence: number): CustodyExport;
  readonly whole: CustodyExport;
  readonly custody: CustodyState;
}

/** Writes a chain by the function that transfers write theirs by. */
export async function writeChain(
  tellings: readonly Told[] = everything,
  signer: StationSigner = new InProcessStationSigner(),
): Promise<WrittenChain> {
  const exports: CustodyExport[] = [];
  let custody: CustodyState | undefined;
  for (const [index, told] of tellings.entries()) {
    const event: CustodyEvent = { ...told, at: timeOf(index + 1) };
    const change = await custodyEntryWrites(signer, { caseId: CHAIN, custody }, event);
    ({ custody } = change);
    const bodies = change.writes.map((write) => (write.kind === 'create' ? write.item.body : {}));
    const { entry, key } = keptCustodyEntrySchema.parse(bodies[0]);
    const { head } = keptCustodyHeadSchema.parse(bodies[1]);
    const before = exports.at(-1);
    exports.push({
      chain: CHAIN,
      entries: [...(before?.entries ?? []), entry],
      heads: [
        ...(before?.heads ?? []).filter((each) => each.signature.stationId !== head.signature.stationId),
        head,
      ],
      keys: withKey(before?.keys ?? [], key),
    });
  }
  const whole = exports.at(-1);
  if (whole === undefined || custody === undefined) throw new Error('A chain has an entry.');
  return { signer, custody, whole, after: (sequence) => exports[sequence - 1] ?? whole };
}

function withKey(keys: readonly StationPublicKey[], key: StationPublicKey): StationPublicKey[] {
  return [...keys.filter(({ keyId }) => keyId !== key.keyId), key];
}
