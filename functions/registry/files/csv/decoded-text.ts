import { TextDecoder } from 'node:util';

import {
  UnreadableFileError,
  type UnreadableReason,
} from '#functions/registry/files/unreadable-file-error.ts';

/** How much is looked at from the first character on that is not ASCII, to tell the encoding. */
const WINDOW_BYTES = 65_536;
/** So many characters of UTF-8 are no accident of GB18030, whose pairs of bytes seldom make one (联通 makes two). */
const MIXED_CHARACTERS = 4;
/** Enough to know a file by its first bytes. */
const SIGNATURE_BYTES = 8;

const signatures: readonly (readonly [bytes: readonly number[], reason: UnreadableReason])[] = [
  [[0xff, 0xfe], 'utf16'],
  [[0xfe, 0xff], 'utf16'],
  // Compound files of old Excel; a zip, which new Excel files are.
  [[0xd0, 0xcf, 0x11, 0xe0], 'oldExcel'],
  [[0x50, 0x4b, 0x03, 0x04], 'wrongFormat'],
];

/**
 * The text of a file in UTF-8, with or without byte order mark, or in GB18030 (with GBK and GB 2312 in it), piece by piece. As
 * long as there is nothing but ASCII the encoding is open; the first characters beyond tell.
 * @throws UnreadableFileError `utf16`, `oldExcel`, `wrongFormat`, `notText`, `wrongEncoding`
 */
export async function* decodedText(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let line = 1;
  let decoder: TextDecoder | undefined;
  const chunks = withSignature(content);
  for await (const chunk of chunks) {
    if (chunk.includes(0))
      throw new UnreadableFileError(looksLikeUtf16(chunk) ? 'utf16' : 'notText', `line ${line}`);
    let undecided = chunk;
    if (decoder === undefined) {
      const first = chunk.findIndex((byte) => byte > 0x7f);
      if (first === -1) {
        const text = Buffer.from(chunk).toString('latin1');
        line += lines(text);
        yield text;
        continue;
      }
      undecided = Buffer.concat([chunk, await nextBytes(chunks, first + WINDOW_BYTES - chunk.length)]);
      decoder = decoderOf(undecided, line);
    }
    const text = decoded(decoder, undecided, line);
    line += lines(text);
    yield text;
  }
  if (decoder !== undefined) decodedEnd(decoder, line);
}

/** The first piece has at least the bytes that tell what the file is. */
async function* withSignature(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]();
  try {
    let first = Buffer.alloc(0);
    while (first.length < SIGNATURE_BYTES) {
      const { done, value } = await pieces.next();
      if (done === true) break;
      first = Buffer.concat([first, value]);
    }
    const known = signatures.find(([bytes]) => bytes.every((byte, index) => first[index] === byte));
    if (known !== undefined) throw new UnreadableFileError(known[1]);
    if (first.length > 0) yield first;
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
  } finally {
    await pieces.return?.();
  }
}

/** So many bytes more, or what there is. */
async function nextBytes(chunks: AsyncGenerator<Uint8Array>, wanted: number): Promise<Uint8Array> {
  const found: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < wanted) {
    const { done, value } = await chunks.next();
    if (done === true) break;
    found.push(value);
    bytes += value.length;
  }
  return Buffer.concat(found);
}

function decoderOf(bytes: Uint8Array, line: number): TextDecoder {
  const [beforeFault = '', ...rest] = new TextDecoder('utf-8')
    .decode(bytes, { stream: true })
    .split('\uFFFD');
  const understood = beforeFault.replaceAll(/[\0-\x7F]/g, '').length;
  // GB18030 would take these bytes too, for other characters.
  if (rest.length > 0 && understood >= MIXED_CHARACTERS)
    throw new UnreadableFileError('wrongEncoding', `from line ${line + lines(beforeFault)} on`);
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
      return new TextDecoder(encoding, { fatal: true });
    } catch {
      // Then the other one.
    }
  throw new UnreadableFileError('wrongEncoding', `from line ${line} on`);
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, line: number): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new UnreadableFileError('wrongEncoding', `from line ${line} on`);
  }
}

/** @throws UnreadableFileError when the file ends within a character */
function decodedEnd(decoder: TextDecoder, line: number): void {
  try {
    decoder.decode();
  } catch {
    throw new UnreadableFileError('wrongEncoding', `line ${line}`);
  }
}

function lines(text: string): number {
  return text.split('\n').length - 1;
}

/** In UTF-16 each ASCII character has a NUL beside it, on the same side. */
function looksLikeUtf16(chunk: Uint8Array): boolean {
  const start = chunk.subarray(0, 64);
  const zeros = [0, 1].map((side) => start.filter((byte, index) => index % 2 === side && byte === 0).length);
  return Math.abs((zeros[0] ?? 0) - (zeros[1] ?? 0)) >= start.length / 4;
}
