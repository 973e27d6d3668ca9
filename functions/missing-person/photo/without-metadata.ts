import type { ImageType } from '#functions/missing-person/model/photo.ts';

/**
 * The image without what does not belong to the picture: EXIF and XMP (with the place where it was taken), IPTC,
 * comments, dates, and whatever follows the image's end. Kept is what is known to be needed to show it, so that data of
 * makers nobody has heard of goes too. The orientation is EXIF and goes with it: a photo taken sideways is shown sideways.
 * Pixels are not touched.
 * @returns undefined when the parts of the image cannot be walked from its beginning to its end
 */
export function withoutMetadata(type: ImageType, bytes: Uint8Array): Uint8Array | undefined {
  const parts = walks[type](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return parts && Buffer.concat(parts);
}

type Walk = (image: Buffer) => Buffer[] | undefined;

const walks: Readonly<Record<ImageType, Walk>> = {
  'image/jpeg': jpegParts,
  'image/png': pngParts,
  'image/webp': webpParts,
};

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/** JPEG (ITU T.81, B.1): segments of a marker and a length, each scan's header followed by coded data. */
function jpegParts(image: Buffer): Buffer[] | undefined {
  if (image[0] !== 0xff || image[1] !== SOI) return undefined;
  const parts = [image.subarray(0, 2)];
  for (let at = 2; at + 1 < image.length;) {
    const marker = image.readUInt8(at + 1);
    if (image[at] !== 0xff) return undefined;
    if (marker === EOI) return [...parts, image.subarray(at, at + 2)];
    if (marker === 0xff) {
      at += 1; // A fill byte.
      continue;
    }
    if (marker < 0xc0 || isRestart(marker) || marker === SOI || at + 4 > image.length) return undefined;
    const length = image.readUInt16BE(at + 2);
    let end = at + 2 + length;
    if (length < 2 || end > image.length) return undefined;
    if (marker === SOS) end = codedDataEnd(image, end);
    const segment = image.subarray(at, end);
    if (isJpegPicture(marker, segment)) parts.push(segment);
    at = end;
  }
  return undefined;
}

/** Of the application segments: JFIF (APP0), a colour profile (APP2) and Adobe's colour transform (APP14). No comment. */
function isJpegPicture(marker: number, segment: Buffer): boolean {
  if (marker === 0xe2) return segment.toString('latin1', 4, 16) === 'ICC_PROFILE\0';
  if (marker === 0xe0) return segment.toString('latin1', 4, 9) === 'JFIF\0';
  return marker === 0xee || !((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe);
}

/** Where the next marker is that ends the coded data; in it 0xff is followed by 0 or is a restart marker. */
function codedDataEnd(image: Buffer, from: number): number {
  for (let at = image.indexOf(0xff, from); at !== -1; at = image.indexOf(0xff, at + 1)) {
    const next = image[at + 1];
    if (next !== undefined && next !== 0 && !isRestart(next)) return at;
  }
  return image.length;
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

const PNG_SIGNATURE_BYTES = 8;
/** PNG (W3C PNG, third edition, 11): the chunks without which there is no picture, and those of colour and animation. */
const pngPicture = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
);

function pngParts(image: Buffer): Buffer[] | undefined {
  const parts = [image.subarray(0, PNG_SIGNATURE_BYTES)];
  for (let at = PNG_SIGNATURE_BYTES; at + 12 <= image.length;) {
    const end = at + 12 + image.readUInt32BE(at);
    if (end > image.length) return undefined;
    const type = image.toString('latin1', at + 4, at + 8);
    if (pngPicture.has(type)) parts.push(image.subarray(at, end));
    if (type === 'IEND') return parts;
    at = end;
  }
  return undefined;
}

const RIFF_HEADER_BYTES = 12;
/** WebP (RFC 9649, 2): the chunks of picture, transparency, animation and colour. */
const webpPicture = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** In the flags of VP8X: there is EXIF, there is XMP. */
const WEBP_METADATA_FLAGS = 0x08 | 0x04;

function webpParts(image: Buffer): Buffer[] | undefined {
  if (image.length < RIFF_HEADER_BYTES) return undefined;
  const riffEnd = 8 + image.readUInt32LE(4);
  if (riffEnd > image.length) return undefined;
  const chunks: Buffer[] = [];
  let at = RIFF_HEADER_BYTES;
  while (at + 8 <= riffEnd) {
    const size = image.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2); // Chunks are padded to even sizes.
    if (end > riffEnd) return undefined;
    const type = image.toString('latin1', at, at + 4);
    if (webpPicture.has(type)) chunks.push(webpChunk(type, image.subarray(at, end)));
    at = end;
  }
  if (at !== riffEnd || chunks.length === 0) return undefined;
  const header = Buffer.from(image.subarray(0, RIFF_HEADER_BYTES));
  header.writeUInt32LE(
    chunks.reduce((sum, { length }) => sum + length, RIFF_HEADER_BYTES - 8),
    4,
  );
  return [header, ...chunks];
}

function webpChunk(type: string, chunk: Buffer): Buffer {
  const flags = chunk[8];
  if (type !== 'VP8X' || flags === undefined) return chunk;
  const cleared = Buffer.from(chunk);
  cleared.writeUInt8(flags & ~WEBP_METADATA_FLAGS, 8);
  return cleared;
}
