import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;
const DIGITS = 6;

/** The code that an authenticator shows at `at` for a base32 secret (RFC 6238: SHA-1, 30 seconds, 6 digits). */
export function oneTimeCode(secret: string, at: Date): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / STEP_MS)));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Milliseconds until an authenticator shows another code. */
export function untilNextCode(at: Date): number {
  return STEP_MS - (at.getTime() % STEP_MS);
}

/** The address from which an authenticator takes the secret, usually as a QR code. */
export function authenticatorAddress(secret: string, username: string): string {
  return `otpauth://totp/border815:${encodeURIComponent(username)}?secret=${secret}&issuer=border815`;
}

/** RFC 4648; padding, spaces and lower case are taken too, for people type secrets. */
function fromBase32(text: string): Buffer {
  const letters = text.toUpperCase().replaceAll(/[\s=]/g, '');
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new Error('The secret of the authenticator is not base32.');
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}
