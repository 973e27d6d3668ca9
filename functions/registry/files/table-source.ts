/** A file as it lies in the exchange, or anything else that comes in pieces. */
export interface TableSource {
  /** Size in bytes as announced; what comes is counted besides. */
  readonly bytes: number;
  readonly content: AsyncIterable<Uint8Array>;
}
