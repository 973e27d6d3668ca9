import { posix } from 'node:path';

import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';

import type { Archive } from './open-archive.ts';
import { readWholeXml } from './read-xml.ts';

const WORKBOOK = 'xl/workbook.xml';

/** What has to be known of a workbook to read its table. */
export interface Workbook {
  /** Name of the part of the first sheet that is not hidden. */
  readonly sheet: string;
  /** Days are counted from 1904, as old programs of Apple's did. */
  readonly from1904: boolean;
}

/**
 * Finds the table of a workbook: the first sheet that a person sees when they open it.
 * @throws UnreadableFileError `wrongFormat` when it is an archive of something else, `noSheet`
 */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const xml = archive.text(WORKBOOK);
  if (xml === undefined) throw new UnreadableFileError('wrongFormat');
  const sheets: string[] = [];
  let from1904 = false;
  await readWholeXml(xml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible')
        sheets.push(attributes['r:id'] ?? '');
    },
  });
  const targets = await targetsOf(archive);
  const sheet = sheets.flatMap((id) => targets.get(id) ?? [])[0];
  if (sheet === undefined) throw new UnreadableFileError('noSheet');
  return { sheet, from1904 };
}

/** Parts by the id of their relation to the workbook (ECMA-376 part 2). */
async function targetsOf(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  const xml = archive.text('xl/_rels/workbook.xml.rels');
  if (xml === undefined) return targets;
  await readWholeXml(xml, {
    open: (name, { Id, Target, Type = '' }) => {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      if (Type.endsWith('/worksheet'))
        targets.set(Id, posix.join(posix.isAbsolute(Target) ? '/' : '/xl', Target).slice(1));
    },
  });
  return targets;
}
