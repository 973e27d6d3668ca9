import { crc32 } from 'node:zlib';

import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

/** What an archive may unpack to at most. */
export interface ArchiveLimits {
  /** Of all parts together, in bytes. */
  readonly maxUnpackedBytes: number;
  /** How many times its packed size a part may have, beyond the first megabyte. */
  readonly maxUnpackedRatio: number;
}

/** Excel writes a dozen parts and two for each sheet or picture. */
const MOST_PARTS = 2_000;
const MEGABYTE = 1_048_576;

/** An archive of parts by name, whose sizes were looked at before any of them is unpacked. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /**
   * A part as text, piece by piece, once.
   * @returns undefined when there is none; while it is read it throws UnreadableFileError `damaged`
   */
  text(name: string): AsyncIterable<string> | undefined {
    const entry = this.#entries.get(name);
    return entry === undefined ? undefined : this.#pieces(entry);
  }

  async *#pieces(entry: Entry): AsyncGenerator<string> {
    try {
      const decoder = new TextDecoder('utf-8', { fatal: true });
      let checksum = 0;
      for await (const chunk of await openStream(this.#zip, entry)) {
        const bytes = Buffer.from(chunk);
        checksum = crc32(bytes, checksum);
        yield decoder.decode(bytes, { stream: true });
      }
      yield decoder.decode();
      if (checksum !== entry.crc32) throw new Error('The content is not that of its checksum.');
    } catch {
      throw new UnreadableFileError('damaged', entry.fileName);
    }
  }
}

/**
 * Opens an archive (ZIP) in memory.
 * @throws UnreadableFileError `damaged`, `encrypted`, `unpacksTooLarge`
 */
export async function openArchive(content: Uint8Array, limits: ArchiveLimits): Promise<Archive> {
  try {
    const zip = await opened(content);
    return new Archive(zip, await entriesOf(zip, limits));
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError('damaged');
  }
}

function opened(content: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Sizes are checked while parts are unpacked: no part is larger than it says.
    fromBuffer(Buffer.from(content), { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error === null ? resolve(zip) : reject(error),
    );
  });
}

function entriesOf(zip: ZipFile, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      entries.set(entry.fileName, entry);
      const reason = refusal(entry, limits, unpacked, entries.size);
      if (reason === undefined) zip.readEntry();
      else reject(new UnreadableFileError(reason));
    });
    zip.readEntry();
  });
}

function refusal(
  entry: Entry,
  { maxUnpackedBytes, maxUnpackedRatio }: ArchiveLimits,
  unpacked: number,
  parts: number,
): 'encrypted' | 'unpacksTooLarge' | undefined {
  if (entry.isEncrypted()) return 'encrypted';
  const beyond = entry.uncompressedSize - MEGABYTE;
  const packedWell = beyond > 0 && beyond > maxUnpackedRatio * entry.compressedSize;
  return packedWell || unpacked > maxUnpackedBytes || parts > MOST_PARTS ? 'unpacksTooLarge' : undefined;
}

function openStream(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}
