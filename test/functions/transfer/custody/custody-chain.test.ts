import { beforeEach, describe, expect, it } from 'vitest';

import { commitmentOf, newCommitmentSalt } from '#functions/transfer/custody/commitment.ts';
import { nextCourse } from '#functions/transfer/custody/custody-course.ts';
import { custodyEntryWrites } from '#functions/transfer/custody/custody-entry-writes.ts';
import { custodyExport, custodyHeads } from '#functions/transfer/custody/custody-export.ts';
import type { CustodyEvent } from '#functions/transfer/custody/custody-facts.ts';
import type { CustodyHolder } from '#functions/transfer/custody/custody-state.ts';
import { signSeenHead } from '#functions/transfer/custody/sign-seen-head.ts';
import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';
import { SignatureUnavailableError } from '#platform/signature/station-signer.ts';
import { officer, testPlatform } from '#test/support/platform.ts';
import { InProcessStationSigner } from '#test/support/station-signer.ts';

import {
  CHAIN,
  emergency,
  escaped,
  freed,
  received,
  recaptured,
  released,
  taken,
  timeOf,
  timedOut,
  type Told,
} from './chain-of-everything.ts';

let signer: InProcessStationSigner;
let platform: TransferPlatform;
let state: CustodyHolder;

beforeEach(async () => {
  signer = new InProcessStationSigner();
  platform = { ...(await testPlatform()), signer };
  state = { caseId: CHAIN };
});

/** Writes the next entry as a transfer does. */
async function happens(told: Told, at = timeOf((state.custody?.sequence ?? 0) + 1)): Promise<void> {
  const event: CustodyEvent = { ...told, at };
  const { writes, custody } = await custodyEntryWrites(signer, state, event);
  await platform.store.transact(writes);
  state = { caseId: CHAIN, custody };
}

describe('the custody chain of a transfer', () => {
  it('is exported as it was written, and verified by whoever has the export', async () => {
    await happens(taken);
    await happens(released(2));
    await happens(received());
    const exported = await custodyExport(platform, CHAIN);
    expect(verifyCustody(exported)).toEqual([]);
    expect(exported.entries.map(({ facts }) => [facts.type, facts.custodian])).toEqual([
      ['takenIntoCustody', { kind: 'station', stationId: 'qianqing' }],
      ['released', { kind: 'station', stationId: 'qianqing' }],
      ['received', { kind: 'station', stationId: 'yaqian' }],
    ]);
    expect(exported.heads.map(({ sequence, signature }) => [signature.stationId, sequence])).toEqual([
      ['qianqing', 2],
      ['yaqian', 3],
    ]);
    expect(state.custody).toMatchObject({ sequence: 3, head: exported.entries[2]?.hash });
  });

  it('has a place for each entry once: of two that are written at once one is refused by the store', async () => {
    await happens(taken);
    const twice = await Promise.all(
      [escaped(), emergency].map((told) => custodyEntryWrites(signer, state, { ...told, at: timeOf(2) })),
    );
    const outcomes = await Promise.allSettled(twice.map(({ writes }) => platform.store.transact(writes)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(verifyCustody(await custodyExport(platform, CHAIN))).toEqual([]);
  });

  it('never goes back in time, even if another machine’s clock is behind', async () => {
    await happens(taken, '2027-03-01T20:00:00.500Z');
    await happens(emergency, '2027-03-01T20:00:00.100Z');
    const { entries } = await custodyExport(platform, CHAIN);
    expect(entries[1]?.facts.at).toBe('2027-03-01T20:00:00.500Z');
    expect(verifyCustody(await custodyExport(platform, CHAIN))).toEqual([]);
  });

  it('is signed for a process by the station that holds', async () => {
    await happens(taken);
    await happens(released(2, 10));
    await happens(timedOut);
    const { entries } = await custodyExport(platform, CHAIN);
    expect(entries[2]?.signature.stationId).toBe('qianqing');
    expect(entries[2]?.facts.custodian).toEqual({ kind: 'station', stationId: 'qianqing' });
  });

  it('is not written where the rules of custody do not allow it, nor without the station’s signature', async () => {
    await happens(taken);
    const nextIs = (told: Told) => custodyEntryWrites(signer, state, { ...told, at: timeOf(2) });
    await expect(nextIs(received())).rejects.toThrow('does not go on with "received": no handover');
    signer.disableKey('qianqing');
    await expect(nextIs(escaped())).rejects.toThrow(SignatureUnavailableError);
  });

  it('is still exported and verified when the station that signed has lost its key', async () => {
    await happens(taken);
    signer.disableKey('qianqing');
    await signSeenHead(platform, state, officer('qianqing', 'chief'));
    expect(verifyCustody(await custodyExport(platform, CHAIN))).toEqual([]);
  });
});

describe('a station whose officer reads the chain', () => {
  const reader = officer('yaqian', 'dutyOfficer');

  it('signs the head that it saw, once for each entry', async () => {
    await happens(taken);
    await signSeenHead(platform, state, reader);
    await Promise.all([1, 2, 3].map(() => signSeenHead(platform, state, reader)));
    const heads = async () =>
      (await custodyExport(platform, CHAIN)).heads.map(({ sequence, signature }) => [
        signature.stationId,
        sequence,
      ]);
    const seen = await custodyExport(platform, CHAIN);
    expect(await heads()).toEqual([
      ['qianqing', 1],
      ['yaqian', 1],
    ]);
    await happens(emergency);
    expect(await heads()).toEqual([
      ['qianqing', 2],
      ['yaqian', 1],
    ]);
    expect(verifyCustody(await custodyExport(platform, CHAIN), seen)).toEqual([]);
  });

  it('can keep it with the keys by which both stations sign, also of one that has not signed yet', async () => {
    await happens(taken);
    const kept = await custodyHeads(platform, state);
    expect(kept.keys.map(({ stationId }) => stationId).toSorted()).toEqual(['qianqing', 'yaqian']);
    await happens(released(2));
    await happens(received());
    expect(verifyCustody(await custodyExport(platform, CHAIN), kept)).toEqual([]);
  });

  it('leaves a key out by which no more than an older head was signed: the export still verifies', async () => {
    await happens(taken);
    await signSeenHead(platform, state, reader);
    signer.replaceKey('yaqian');
    await happens(emergency);
    await signSeenHead(platform, state, reader);

    const exported = await custodyExport(platform, CHAIN);

    expect(exported.keys.map(({ stationId }) => stationId)).toEqual(['qianqing', 'yaqian']);
    expect(verifyCustody(exported)).toEqual([]);
  });

  it('can keep it even while the other station’s key fails', async () => {
    await happens(taken);
    signer.disableKey('yaqian');
    const kept = await custodyHeads(platform, state);
    expect(kept.keys.map(({ stationId }) => stationId)).toEqual(['qianqing']);
    expect(verifyCustody(await custodyExport(platform, CHAIN), kept)).toEqual([]);
  });

  it('signs nothing for a superior, which holds nobody', async () => {
    await happens(taken);
    await signSeenHead(platform, state, officer('liaison-centre', 'liaison'));
    expect((await custodyExport(platform, CHAIN)).heads).toHaveLength(1);
  });
});

describe('the rules of custody', () => {
  const after = (...tellings: readonly Told[]) =>
    tellings.reduce<ReturnType<typeof nextCourse> | undefined>((before, told, index) => {
      if (before !== undefined && 'fault' in before) return before;
      return nextCourse(before?.course, { ...told, at: timeOf(index + 1) });
    }, undefined);
  const fault = (...tellings: readonly Told[]) => {
    const next = after(...tellings);
    return next !== undefined && 'fault' in next ? next.fault : undefined;
  };

  const freedByHolder = freed('qianqing');
  const notTheHolders = 'only the station that holds the person can say so';

  it.each<readonly [string, readonly Told[], string]>([
    ['nothing goes before the arrest', [released(1)], 'a chain begins with "takenIntoCustody"'],
    ['nobody is released who is at large', [taken, escaped(), released(3)], 'nobody holds the person'],
    ['nobody is recaptured who is held', [taken, recaptured()], 'nobody is at large'],
    ['whoever was freed stays free', [taken, freedByHolder, recaptured()], 'nobody is at large'],
    ['nobody is freed twice', [taken, freedByHolder, freedByHolder], 'nobody holds the person'],
    ['nobody is freed who is at large', [taken, escaped(), freedByHolder], 'nobody holds the person'],
    ['an escape is not for the other station to tell', [taken, escaped('yaqian')], notTheHolders],
    ['a release by order is not for the other station to tell', [taken, freed()], notTheHolders],
    [
      'an emergency is told by the station that received',
      [taken, released(2), received(), emergency],
      notTheHolders,
    ],
    [
      'nobody is released twice at once',
      [taken, released(2), released(3)],
      'a handover is under way already',
    ],
    [
      'a handover does not time out early',
      [taken, released(2, 30), timedOut],
      'the time for the receipt is not over yet',
    ],
    ['an emergency ends a handover', [taken, released(2), emergency, received()], 'no handover is under way'],
    ['an escape ends a handover', [taken, released(2), escaped(), received()], 'no handover is under way'],
  ])('%s', (_rule, tellings, expected) => {
    expect(fault(...tellings)).toBe(expected);
  });

  it('let a receipt and a timeout meet at the last instant, where the first to be written counts', () => {
    const lastInstant = [taken, released(2, 10)];
    expect(fault(...lastInstant, received())).toBeUndefined();
    expect(fault(...lastInstant, timedOut)).toBeUndefined();
  });

  it('let the other station hold whom it recaptured', () => {
    expect(after(taken, escaped(), recaptured('yaqian'))).toMatchObject({
      course: { custodian: { kind: 'station', stationId: 'yaqian' }, holderId: 'yaqian' },
    });
  });
});

describe('what the chain says of a person', () => {
  it('is a hash that nobody can guess back without the salt of the case', () => {
    const suspect = { name: '周某', identityNumber: '990000…' };
    const salt = newCommitmentSalt();
    expect(commitmentOf(suspect, salt)).toBe(commitmentOf({ ...suspect }, salt));
    expect(commitmentOf(suspect, newCommitmentSalt())).not.toBe(commitmentOf(suspect, salt));
  });
});
