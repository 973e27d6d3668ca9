import { text } from 'node:stream/consumers';

import { UnreadableFileError } from '#functions/registry/files/unreadable-file-error.ts';
import { noticeDetailsSchema, type NoticeDetails } from '#functions/registry/model/notice.ts';
import type { NoticeRow, NoticeTables } from '#functions/registry/wanted/list/notice-tables.ts';

const HEADERS = ['编号', '状态', '资料'];

/** Tables of the simplest kind, for tests of what becomes of the rows: cells parted by tabs, what a notice says in one of JSON. */
export const plainNoticeTables: NoticeTables = {
  async read({ content }) {
    const [header = '', ...lines] = (await text(content)).split('\n');
    if (header !== HEADERS.join('\t')) throw new UnreadableFileError('missingHeader');
    return { headers: HEADERS, unknownColumns: [], rows: readRows(lines) };
  },
};

async function* readRows(lines: readonly string[]): AsyncGenerator<NoticeRow> {
  for (const [index, line] of lines.entries()) {
    if (line === '"') throw new UnreadableFileError('quoteNotClosed');
    const cells = line.split('\t');
    const [number = '', change = '', details = ''] = cells;
    const row = index + 2;
    const parsed = noticeDetailsSchema.safeParse({ ...(JSON.parse(details) as object), number });
    if (parsed.success)
      yield { row, cells, details: parsed.data, change: change === '撤销' ? 'withdrawn' : 'inForce' };
    else
      yield {
        row,
        cells,
        faults: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
        ...(number === '' ? {} : { number }),
      };
  }
}

/** What a list of notices says of one of them. */
export type Told = Partial<NoticeDetails> & { readonly number: string; readonly withdrawn?: boolean };

/** A list as such a table. */
export function listOf(...told: readonly Told[]): string {
  const lines = told.map(({ number, withdrawn = false, ...rest }) => {
    const details = {
      name: '程立峰',
      offence: '盗窃',
      issuedBy: '演示市公安局',
      issuedOn: '2026-10-01',
      ...rest,
    };
    return [number, withdrawn ? '撤销' : '在逃', JSON.stringify(details)].join('\t');
  });
  return [HEADERS.join('\t'), ...lines].join('\n');
}
