import * as z from 'zod';

const atLeastOne = z.int().min(1);

/** Limits of files of residents and wanted notices. */
export const registryFilesSchema = z.strictObject({
  maxBytes: atLeastOne.describe('Largest CSV file, in bytes. It is read as a stream.'),
  maxExcelBytes: atLeastOne.describe('Largest Excel file, in bytes. It is held in memory while it is read.'),
  maxUnpackedBytes: atLeastOne.describe('Most bytes that an Excel file may unpack to.'),
  maxUnpackedRatio: atLeastOne.describe(
    'How many times its own size a part of an Excel file may unpack to, beyond the first megabyte.',
  ),
  maxRows: atLeastOne.describe('Most rows of a file, the header included.'),
  maxColumns: atLeastOne.describe('Most columns of a file.'),
  maxCellCharacters: atLeastOne.describe(
    'Longest content of a cell, in characters; a row with a longer one comes back.',
  ),
  headerWithinRows: atLeastOne.describe(
    'The header is looked for in so many rows: titles may stand above it.',
  ),
  keptDays: atLeastOne.describe(
    'Days for which what a station calls its file is kept; as long as the file itself.',
  ),
  localHouseholds: z
    .array(z.string().min(1))
    .describe('How the addresses of households (户籍) begin that are registered in this city.'),
});
