import { randomBytes } from 'node:crypto';

import { hashOf } from '#platform/audit/audit-entry.ts';

/**
 * A salt for the commitments of one chain: 128 random bits in hex. It is kept with the case and not in the chain, and goes
 * when the case's personal data goes: from then on the hashes can no longer be guessed back to what they stand for.
 */
export function newCommitmentSalt(): string {
  return randomBytes(16).toString('hex');
}

/**
 * What stands in the custody chain for `value`: SHA-256 over the RFC 8785 form of salt and value. Whoever has both can
 * show that this and nothing else was signed.
 * @example commitmentOf({ condition: 'fit', findings: '…' }, salt)
 */
export function commitmentOf(value: unknown, salt: string): string {
  return hashOf({ salt, value });
}
