import { describe, expect, it } from 'vitest';

import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';

import { writeChain } from './chain-of-everything.ts';

describe('a chain in which everything happened', () => {
  it('is verified, whole and after each of its entries', async () => {
    const chain = await writeChain();
    for (const [index] of chain.whole.entries.entries())
      expect(verifyCustody(chain.after(index + 1))).toEqual([]);
  });
});
