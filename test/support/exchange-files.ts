import type { ExchangeFiles, FileUpload, FoundFile } from '#functions/registry/files/exchange-files.ts';
import { wholeContent } from '#functions/registry/files/whole-content.ts';

/** A file exchange in memory. Its addresses are `memory:` and lead nowhere: tests upload by `write`. */
export class MemoryExchangeFiles implements ExchangeFiles {
  readonly #files = new Map<string, Uint8Array>();

  /** Names of all files, in order. */
  get names(): string[] {
    return [...this.#files.keys()].toSorted();
  }

  async uploadAddress(
    name: string,
    contentType: string,
    bytes: number,
    _validSeconds: number,
  ): Promise<FileUpload> {
    return {
      url: `memory:${name}`,
      headers: { 'content-type': contentType, 'content-length': String(bytes), 'if-none-match': '*' },
    };
  }

  async read(name: string): Promise<FoundFile | undefined> {
    const file = this.#files.get(name);
    return file === undefined ? undefined : { bytes: file.length, content: once(file) };
  }

  async write(name: string, content: AsyncIterable<Uint8Array> | Uint8Array | string): Promise<void> {
    this.#files.set(name, await wholeContent(content));
  }

  async downloadAddress(name: string, fileName: string, _validSeconds: number): Promise<string> {
    return `memory:${name}?as=${encodeURIComponent(fileName)}`;
  }
}

/** In pieces, as they come over a line. */
async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
}
