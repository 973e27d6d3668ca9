import type { ImageType } from '#functions/missing-person/model/photo.ts';

/** As far as the longest of the three is looked at. */
const HEAD_BYTES = 12;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/**
 * What an image is by its first bytes, whatever its name or content type claims: JPEG (ITU T.81: SOI and a marker),
 * PNG (W3C PNG, 5.2) or WebP (RFC 9649, 2.3: RIFF container of form WEBP).
 */
export function imageTypeOf(firstBytes: Uint8Array): ImageType | undefined {
  const head = Buffer.from(firstBytes.subarray(0, HEAD_BYTES));
  if (head.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  if (head.subarray(0, JPEG.length).equals(JPEG)) return 'image/jpeg';
  const isWebp = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? 'image/webp' : undefined;
}
