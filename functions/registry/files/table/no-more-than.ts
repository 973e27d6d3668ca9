import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

/**
 * A content as it comes, which ends where it becomes larger than it may be: nobody has to believe what was announced.
 * @throws UnreadableFileError `tooLarge`
 */
export async function* noMoreThan(
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new UnreadableFileError('tooLarge', `more than ${maxBytes} bytes`);
    yield chunk;
  }
}
