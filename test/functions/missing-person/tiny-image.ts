import { crc32, deflateSync } from 'node:zlib';

import type { ImageType } from '#functions/missing-person/model/photo.ts';

/** A real image of one pixel, with these parts put in: segments after a JPEG's SOI, chunks elsewhere before the last. */
export function tinyImage(type: ImageType, parts: readonly Uint8Array[] = []): Buffer {
  return tinyImages[type](parts);
}

const tinyImages: Readonly<Record<ImageType, (parts: readonly Uint8Array[]) => Buffer>> = {
  'image/jpeg': tinyJpeg,
  'image/png': tinyPng,
  'image/webp': (parts) => riff([pixelWebp, ...parts]),
};

/** A grey pixel: quantisation, arithmetic-coded frame, conditioning, one scan, EOI. */
const jpegAfterSoi = Buffer.from(
  'ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010' +
    'ffc9000b080001000101011100ffcc000600101005ffda0008010100003f00d2cf20ffd9',
  'hex',
);
/** A pixel as a VP8L chunk. */
const pixelWebp = Buffer.from('VlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

function tinyJpeg(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, jpegAfterSoi]);
}

function tinyPng(parts: readonly Uint8Array[]): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]); // 1 by 1, 8 bits of grey.
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.from([0, 0x99]))),
    ...parts,
    pngChunk('IEND', ''),
  ]);
}

/** A segment of a JPEG. */
export function jpegSegment(marker: number, content: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(2 + content.length, 2);
  return Buffer.concat([head, Buffer.from(content, 'latin1')]);
}

/** A chunk of a PNG. */
export function pngChunk(type: string, content: string | Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), Buffer.from(content)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(named.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** A chunk of a WebP, padded to an even size. */
export function webpChunk(type: string, content: string | Uint8Array): Buffer {
  const body = Buffer.from(content);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(type), size, body, Buffer.alloc(body.length % 2)]);
}

/** A WebP file of these chunks. */
export function riff(chunks: readonly Uint8Array[]): Buffer {
  return webpChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}
