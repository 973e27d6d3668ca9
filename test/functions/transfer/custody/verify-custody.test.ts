import { describe, expect, it } from 'vitest';

import {
  custodyEntry,
  custodyHashOf,
  signedBytesOf,
  type CustodyEntry,
} from '#functions/transfer/custody/custody-entry.ts';
import type { CustodyExport } from '#functions/transfer/custody/custody-export.ts';
import { signedBytesOfHead } from '#functions/transfer/custody/custody-head.ts';
import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';
import type { StationPublicKey } from '#platform/signature/station-signer.ts';
import { InProcessStationSigner } from '#test/support/station-signer.ts';

import {
  by,
  everything,
  received,
  refused,
  released,
  taken,
  writeChain,
  type Told,
} from './chain-of-everything.ts';
import { spoiledCopies } from './spoiled-copies.ts';

const chain = await writeChain();
const { whole } = chain;
const kept = { heads: whole.heads, keys: whole.keys };
const places = whole.entries.map((_, index) => index + 1);
const named = whole.entries.map(({ facts }, index) => [index + 1, facts.type] as const);

/** The first place of which something is said. */
function firstFault(stated: Parameters<typeof verifyCustody>[0], heads?: typeof kept): number | undefined {
  return verifyCustody(stated, heads)[0]?.sequence;
}

function entryAt(place: number, { entries }: CustodyExport = whole): CustodyEntry {
  const entry = entries[place - 1];
  if (entry === undefined) throw new Error(`There is no entry ${place}.`);
  return entry;
}

describe('a chain in which everything happened', () => {
  it('has an entry of each type', () => {
    expect(new Set(whole.entries.map(({ facts }) => facts.type)).size).toBe(10);
  });

  it.each(places)('is verified after entry %i, with the heads of then and alone', (place) => {
    const { heads, keys, ...rest } = chain.after(place);
    expect(verifyCustody({ ...rest, heads, keys })).toEqual([]);
    expect(verifyCustody({ ...rest, heads, keys }, { heads, keys })).toEqual([]);
  });

  it('goes on after heads were kept, and still agrees with them', () => {
    for (const place of places) {
      const { heads } = chain.after(place);
      expect(verifyCustody(whole, { heads, keys: whole.keys })).toEqual([]);
    }
  });
});

describe('an entry that was tampered with', () => {
  it.each(named)('%i (%s): each byte, member and value of it is held to what was signed', (place) => {
    const copies = spoiledCopies(entryAt(place));
    expect(copies.length).toBeGreaterThan(40);
    const undetected = copies.filter(
      ({ copy }) =>
        firstFault({ ...whole, entries: whole.entries.with(place - 1, copy as CustodyEntry) }) !== place,
    );
    expect(undetected.map(({ path }) => path)).toEqual([]);
  });

  it.each(named)('%i (%s): removed, its place is named', (place) => {
    expect(firstFault({ ...whole, entries: whole.entries.toSpliced(place - 1, 1) })).toBe(place);
  });

  it.each(named.slice(0, -1))('%i (%s): swapped with its neighbour, the first of both is named', (place) => {
    const swapped = whole.entries.with(place - 1, entryAt(place + 1)).with(place, entryAt(place));
    expect(firstFault({ ...whole, entries: swapped })).toBe(place);
  });

  it.each(named)(
    '%i (%s): there twice, or copied to anywhere else, it is named where it does not belong',
    (place) => {
      const added = places.map((at) => [at, whole.entries.toSpliced(at, 0, entryAt(place))] as const);
      for (const [at, entries] of added)
        expect(firstFault({ ...whole, entries })).toBe(at + 1 === place ? place + 1 : at + 1);
      expect(firstFault({ ...whole, entries: [entryAt(place), ...whole.entries] })).toBe(place === 1 ? 2 : 1);
    },
  );

  it.each(named)('%i (%s): put in the place of another, it is named there', (place) => {
    for (const at of places.filter((at) => at !== place))
      expect(firstFault({ ...whole, entries: whole.entries.with(at - 1, entryAt(place)) })).toBe(at);
  });

  it.each(named)('%i (%s): replaced by what is no entry at all', (place) => {
    for (const nothing of [null, {}, 'entry', []])
      expect(firstFault({ ...whole, entries: (whole.entries as unknown[]).with(place - 1, nothing) })).toBe(
        place,
      );
  });

  it.each(named)('%i (%s): taken from the chain of another case', async (place) => {
    const other = await writeChain(everything, chain.signer);
    expect(
      firstFault({ ...whole, entries: whole.entries.with(place - 1, entryAt(place, other.whole)) }),
    ).toBeLessThanOrEqual(place + 1);
  });
});

describe('a chain that was cut off', () => {
  const cuts = places.slice(0, -1);

  it.each(cuts)('after entry %i is found out by the heads that it brings itself', (length) => {
    expect(firstFault({ ...whole, entries: whole.entries.slice(0, length) })).toBe(length + 1);
  });

  it.each(cuts)('after entry %i, its heads left out as well, lacks that of its newest entry', (length) => {
    const cut = { ...whole, entries: whole.entries.slice(0, length), heads: [] };
    expect(verifyCustody(cut).map(({ sequence }) => sequence)).toContain(length);
  });

  it.each(cuts)(
    'after entry %i is found out by kept heads, even if it is what was exported then',
    (length) => {
      const older = chain.after(length);
      // This is what an export cannot show by itself: that there is a newer one.
      expect(verifyCustody(older)).toEqual([]);
      expect(verifyCustody(older, kept)[0]).toEqual({
        sequence: length + 1,
        fault: expect.stringMatching(/^is missing: .* the chain was cut off$/),
      });
    },
  );

  it('to nothing is no chain', () => {
    expect(firstFault({ ...whole, entries: [], heads: [], keys: [] })).toBe(1);
    expect(firstFault({ ...whole, entries: [], heads: [], keys: [] }, kept)).toBe(1);
  });
});

describe('a forger', () => {
  it.each(named)('who has no key cannot write entry %i (%s) anew, whatever they hash again', (place) => {
    let previousHash = entryAt(place).previousHash;
    const entries = whole.entries.map((entry, index) => {
      if (index < place - 1) return entry;
      const facts = index === place - 1 ? { ...entry.facts, at: earlier(entry.facts.at) } : entry.facts;
      const { hash: _hash, signature, ...signed } = entry;
      const forged = custodyEntry({ ...signed, facts, previousHash }, signature);
      previousHash = forged.hash;
      expect(forged.hash).toBe(custodyHashOf(forged));
      return forged;
    });
    const faults = verifyCustody({ ...whole, entries });
    expect(faults[0]).toEqual({
      sequence: place,
      fault: expect.stringContaining('the signature is not genuine'),
    });
  });

  it('who has keys of their own is believed by nobody who kept heads', async () => {
    const forged = await writeChain(everything, new InProcessStationSigner());
    // Signed throughout, by keys of the same names: alone it cannot be told from the genuine one.
    expect(verifyCustody(forged.whole)).toEqual([]);
    const faults = verifyCustody(forged.whole, kept);
    expect(faults).toContainEqual({
      sequence: 1,
      fault: expect.stringContaining('another than the one kept with the heads'),
    });
    expect(faults.map(({ fault }) => fault)).toContainEqual(
      expect.stringMatching(/another one than \w+ saw/),
    );
  });

  it('who has the key of one station cannot sign for the other', async () => {
    const keyOfYaqian = whole.keys.find(({ stationId }) => stationId === 'yaqian');
    if (keyOfYaqian === undefined) throw new Error('Yaqian has signed.');
    const passedOff: StationPublicKey = { ...keyOfYaqian, stationId: 'qianqing' };
    const keys = [keyOfYaqian, passedOff];
    expect(firstFault({ ...whole, keys })).toBe(1);
    expect(
      verifyCustody({ ...whole, keys: [...whole.keys, passedOff] }).map(({ fault }) => fault),
    ).toContainEqual(expect.stringContaining('that is there twice'));
  });
});

describe('heads and keys', () => {
  it.each(
    whole.heads.map(({ signature, sequence }, index) => [signature.stationId, sequence, index] as const),
  )('of %s (entry %i): each byte of a head is held to what was signed', (_station, _sequence, index) => {
    const undetected = spoiledCopies(whole.heads[index]).filter(
      ({ copy }) =>
        firstFault({ ...whole, heads: (whole.heads as unknown[]).with(index, copy) }) === undefined,
    );
    expect(undetected.map(({ path }) => path)).toEqual([]);
  });

  it.each(whole.keys.map(({ stationId }, index) => [stationId, index] as const))(
    'of %s: each byte of a key is held to what was signed by it',
    (_station, index) => {
      const undetected = spoiledCopies(whole.keys[index]).filter(
        ({ copy }) =>
          firstFault({ ...whole, keys: (whole.keys as unknown[]).with(index, copy) }) === undefined,
      );
      expect(undetected.map(({ path }) => path)).toEqual([]);
    },
  );

  it('cannot be left out, nor be there twice, nor come from elsewhere', async () => {
    const [head] = whole.heads;
    const { keys: strange } = (await writeChain([taken], new InProcessStationSigner())).whole;
    expect(firstFault({ ...whole, keys: [] })).toBe(1);
    expect(firstFault({ ...whole, keys: whole.keys.slice(1) })).toBeDefined();
    expect(firstFault({ ...whole, heads: [...whole.heads, head] })).toBe(whole.entries.length);
    expect(firstFault({ ...whole, keys: [...whole.keys, ...strange] })).toBeDefined();
    expect(firstFault({ ...whole, chain: 'ST-270301-00000' })).toBe(1);
  });

  it('stay good when a station is given another key: both are in the export', async () => {
    const signer = new InProcessStationSigner();
    const first = await writeChain([taken], signer);
    signer.replaceKey('qianqing');
    const second = await writeChain([taken, released(2)], signer);
    expect(first.whole.keys[0]?.keyId).not.toBe(second.whole.keys[0]?.keyId);
    expect(verifyCustody(second.whole)).toEqual([]);
  });
});

describe('a chain that is signed throughout, but breaks the rules of custody', () => {
  const other = by('yaqian', 'yaqian-02');
  const station = (stationId: string) => ({ kind: 'station', stationId }) as const;

  /** Signs `told` after the chain of `before`, with custody where `custodian` says, without asking the rules. */
  async function signedAnyway(
    before: readonly Told[],
    told: Told,
    custodian: CustodyEntry['facts']['custodian'],
    at = '2027-03-02T00:00:00.000Z',
  ): Promise<CustodyExport> {
    const signer = new InProcessStationSigner();
    const { whole } = await writeChain(before, signer);
    const stationId = told.by.kind === 'officer' ? told.by.stationId : 'qianqing';
    return appendSigned(whole, signer, stationId, { ...told, at, custodian });
  }

  type Breach = readonly [
    rule: string,
    before: readonly Told[],
    told: Told,
    holder: string,
    reason: RegExp,
    at?: string,
  ];
  const breaches: readonly Breach[] = [
    ['a receipt without a release', [taken], received(), 'yaqian', /no handover is under way/],
    [
      'a receipt by the officer who released',
      [taken, released(2, 900)],
      received(by('yaqian', 'qianqing-01')),
      'yaqian',
      /the officer who released cannot receive/,
    ],
    [
      'a receipt by the station that released',
      [taken, released(2, 900)],
      received(by('qianqing', 'qianqing-02')),
      'qianqing',
      /only the station to which/,
    ],
    [
      'a receipt after the time for it',
      [taken, released(2, 10)],
      received(),
      'yaqian',
      /the time for the receipt was over/,
    ],
    [
      'a receipt after a refusal',
      [taken, released(2, 900), refused],
      received(),
      'yaqian',
      /no handover is under way/,
    ],
    [
      'a second receipt',
      [taken, released(2, 900), received()],
      received(other),
      'yaqian',
      /no handover is under way/,
    ],
    [
      'a release by the station that does not hold',
      [taken],
      { ...released(2, 900), by: by('yaqian') } as Told,
      'qianqing',
      /only the station that holds/,
    ],
    [
      'custody that moves without a receipt',
      [taken],
      released(2, 900),
      'yaqian',
      /does not go where it says/,
    ],
    [
      'custody that moves by a refusal',
      [taken, released(2, 900)],
      refused,
      'yaqian',
      /does not go where it says/,
    ],
    ['a second beginning', [taken], taken, 'qianqing', /only the first entry/],
    [
      'an entry that is earlier than the one before',
      [taken, released(2)],
      refused,
      'qianqing',
      /earlier than the entry before/,
      '2027-03-01T20:00:00.000Z',
    ],
  ];

  it.each(breaches.map(([rule, ...breach]) => [rule, breach] as const))('%s', async (_rule, breach) => {
    const [before, told, holder, reason, at] = breach;
    const stated = await signedAnyway(before, told, station(holder), at);
    expect(verifyCustody(stated)).toEqual([
      { sequence: before.length + 1, fault: expect.stringMatching(reason) },
    ]);
  });

  it('an entry that a station signs which did not act', async () => {
    const signer = new InProcessStationSigner();
    const { whole } = await writeChain([taken], signer);
    const facts = { ...released(2, 900), at: '2027-03-02T00:00:00.000Z', custodian: station('qianqing') };
    const stated = await appendSigned(whole, signer, 'yaqian', facts);
    expect(verifyCustody(stated).map(({ fault }) => fault)).toContainEqual(
      expect.stringContaining('yaqian signed what was not its own to sign'),
    );
  });
});

/** The export with one more entry, properly numbered, linked and signed, whatever it says. */
async function appendSigned(
  stated: CustodyExport,
  signer: InProcessStationSigner,
  stationId: string,
  facts: CustodyEntry['facts'],
): Promise<CustodyExport> {
  const previous = entryAt(stated.entries.length, stated);
  const signed = { chain: stated.chain, sequence: previous.sequence + 1, previousHash: previous.hash, facts };
  const entry = custodyEntry(signed, await signer.sign(stationId, signedBytesOf(signed)));
  const seen = { chain: entry.chain, sequence: entry.sequence, hash: entry.hash, at: facts.at };
  const head = { ...seen, signature: await signer.sign(stationId, signedBytesOfHead(seen)) };
  const key = await signer.publicKey(stationId);
  return {
    ...stated,
    entries: [...stated.entries, entry],
    heads: [...stated.heads.filter((each) => each.signature.stationId !== stationId), head],
    keys: [...stated.keys.filter(({ keyId }) => keyId !== key.keyId), key],
  };
}

function earlier(at: string): string {
  return new Date(Date.parse(at) - 1).toISOString();
}
