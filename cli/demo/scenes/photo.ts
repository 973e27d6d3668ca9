import { crc32, deflateSync } from 'node:zlib';

const SIDE = 96;

/** A plain grey PNG of 96 by 96 pixels that stands for the family's photo. */
export const photo = pngOf(SIDE, 0x99);

function pngOf(side: number, grey: number): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(8, 8); // Bits a sample; colour type 0 (grey), no interlace.
  const rows = Buffer.alloc(side * (side + 1), grey);
  for (let row = 0; row < side; row++) rows.writeUInt8(0, row * (side + 1)); // Each row begins with its filter, none.
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'ascii'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
