import type { Archive } from './open-archive.ts';
import { plainText } from './plain-text.ts';
import { readWholeXml } from './read-xml.ts';

/** The texts that cells refer to by number, without how they look and how they are pronounced. */
export async function readSharedStrings(archive: Archive): Promise<readonly string[]> {
  const xml = archive.text('xl/sharedStrings.xml');
  const strings: string[] = [];
  if (xml === undefined) return strings;
  let text: string | undefined;
  let pronounced = false;
  let inside = false;
  await readWholeXml(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') pronounced = true;
      if (name === 't') inside = !pronounced;
    },
    text: (piece) => {
      if (inside && text !== undefined) text += piece;
    },
    close: (name) => {
      if (name === 't') inside = false;
      if (name === 'rPh') pronounced = false;
      if (name === 'si') strings.push(plainText(text ?? ''));
    },
  });
  return strings;
}
