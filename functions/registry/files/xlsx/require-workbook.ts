import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

/** What compound files begin with: old Excel files, and new ones that are protected by a password (MS-CFB 2.2). */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
/** What archives begin with (ZIP). */
const ARCHIVE = [0x50, 0x4b];
/** Name of the stream in which a protected file is (MS-OFFCRYPTO 2.3.4). */
const PROTECTED = Buffer.from('EncryptedPackage', 'utf16le');

/** @throws UnreadableFileError `empty`, `encrypted`, `oldExcel` or `wrongFormat` when a file cannot be a workbook */
export function requireWorkbook(content: Uint8Array): void {
  if (content.length === 0) throw new UnreadableFileError('empty');
  const begins = (bytes: readonly number[]) => bytes.every((byte, index) => content[index] === byte);
  if (begins(COMPOUND))
    throw new UnreadableFileError(Buffer.from(content).includes(PROTECTED) ? 'encrypted' : 'oldExcel');
  if (!begins(ARCHIVE)) throw new UnreadableFileError('wrongFormat');
}
