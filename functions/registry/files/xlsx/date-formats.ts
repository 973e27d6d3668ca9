import type { Archive } from './open-archive.ts';
import { readWholeXml } from './read-xml.ts';

/** Formats of numbers that show days, by their numbers (ECMA-376 part 1, 18.8.30, with those of Chinese programs). */
const DATE_FORMATS: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
]);
/** What a format shows as it stands there: texts, escaped signs, conditions. */
const LITERAL = /"[^"]*"|\\.|\[[^\]]*\]/g;

/** Which styles of cells show numbers as days, by the number of the style. */
export async function readDateStyles(archive: Archive): Promise<readonly boolean[]> {
  const xml = archive.text('xl/styles.xml');
  if (xml === undefined) return [];
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let ofCells = false;
  await readWholeXml(xml, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') own.set(Number(numFmtId), showsDay(formatCode));
      if (name === 'cellXfs') ofCells = true;
      if (name === 'xf' && ofCells)
        styles.push(own.get(Number(numFmtId)) ?? DATE_FORMATS.has(Number(numFmtId)));
    },
    close: (name) => {
      if (name === 'cellXfs') ofCells = false;
    },
  });
  return styles;
}

function showsDay(formatCode: string): boolean {
  return /[yde年日]/i.test(formatCode.replaceAll(LITERAL, '').replaceAll(/general/gi, ''));
}
