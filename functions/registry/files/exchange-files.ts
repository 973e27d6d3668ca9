/** Where and how a client uploads a file. */
export interface FileUpload {
  readonly url: string;
  /** Headers which the address was signed with; the upload must carry each of them as it is. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A file that lies in the exchange. */
export interface FoundFile {
  /** Size in bytes, known before anything is read. */
  readonly bytes: number;
  /** The content, once; whoever stops early closes the connection. */
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Files of residents and notices on their way in and out. They are personal data: names hold ids only, addresses lapse within
 * minutes, and the files themselves within days.
 */
export interface ExchangeFiles {
  /** An address that takes exactly one file of this type (`text/csv`) and size, once. */
  uploadAddress(name: string, contentType: string, bytes: number, validSeconds: number): Promise<FileUpload>;
  /** What lies there; undefined when nothing does. */
  read(name: string): Promise<FoundFile | undefined>;
  /** Puts a file there, in the place of what lay there. It appears whole or not at all; it is held in memory until it is. */
  write(
    name: string,
    content: AsyncIterable<Uint8Array> | Uint8Array | string,
    contentType: string,
  ): Promise<void>;
  /** An address from which the file can be fetched, which a browser saves as `fileName`. */
  downloadAddress(name: string, fileName: string, validSeconds: number): Promise<string>;
}
