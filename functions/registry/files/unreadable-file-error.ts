/** Why a file was refused whole, by code: what the station is told, and what it can do. */
export const unreadableReasons = {
  tooLarge: 'The file is larger than is taken. Split it.',
  tooManyRows: 'The file has more rows than are taken. Split it.',
  tooManyColumns: 'A row has more columns than are taken. Is the separator a comma, a semicolon or a tab?',
  empty: 'There is nothing in the file.',
  noRows: 'Below the header there is no row.',
  wrongFormat: 'The content is not of the format that was announced.',
  utf16: 'The text is in UTF-16. Save it as UTF-8 or as Excel file.',
  wrongEncoding: 'The text is neither UTF-8 nor GB18030, or is both by turns. Save it as UTF-8.',
  notText: 'The file contains NUL bytes: it is not text, or it is damaged.',
  quoteNotClosed: 'A quote is opened and not closed, so that it cannot be told where cells end.',
  oldExcel: 'The file is an Excel file of the old kind (.xls). Save it as .xlsx.',
  encrypted: 'The file is protected by a password. Save it without.',
  damaged: 'The Excel file is damaged or cut off. Save it once more and upload it again.',
  unpacksTooLarge: 'The Excel file unpacks to more than is taken, or to more than a table of its size can.',
  noSheet: 'There is no sheet in the Excel file.',
  forbiddenMarkup: 'The Excel file contains declarations (DOCTYPE) that no spreadsheet program writes.',
  missingHeader: 'A column that is needed is missing, or the row of headers is.',
  duplicateHeader: 'Two columns stand for the same.',
  unknownMapping: 'The mapping names a column or a field that does not exist.',
} as const;

/** Stable code of a reason for which a file is refused whole. */
export type UnreadableReason = keyof typeof unreadableReasons;

/** The file cannot be read, and nothing of it is used. The message never repeats what stands in its cells, headers apart. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly reason: UnreadableReason;
  /** Where or what, such as `line 12`; undefined where the whole file is meant. */
  readonly detail: string | undefined;

  constructor(reason: UnreadableReason, detail?: string) {
    super(detail === undefined ? unreadableReasons[reason] : `${unreadableReasons[reason]} (${detail})`);
    this.reason = reason;
    this.detail = detail;
  }
}
