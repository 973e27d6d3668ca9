import { buffer } from 'node:stream/consumers';

/** All of a content, in memory. */
export async function wholeContent(
  content: AsyncIterable<Uint8Array> | Uint8Array | string,
): Promise<Uint8Array> {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : buffer(content);
}
