/** What clerks write where there is nothing. */
const NOTHING = /^(?:无|[-—－/／\\]+|n\/a|null)$/i;
/** Spaces of all widths, and marks that nobody sees: of width zero, or of the order of bytes. */
const BLANK = /[\s\u00A0\u200B-\u200F\u2060\u3000\uFEFF]+/gu;
const WIDE_LETTER_OR_DIGIT = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g;
/** How far full-width forms are from the half-width ones. */
const WIDTH = 0xfe_e0;
/** Dots by which names are parted, as different keyboards have them. */
const DOTS = /[\u2022\u2027\u30FB\uFF65\uFF0E\u22C5\u2219]/g;
const BESIDE_CHARACTERS = /(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu;

/**
 * A text as it is meant: letters and digits of half width, one space where there are several. Other signs stay, so that a text
 * which is exported comes back as it was.
 * @returns undefined when the cell says nothing
 */
export function freeText(cell: string): string | undefined {
  const text = cell
    .replaceAll(BLANK, ' ')
    .trim()
    .replaceAll(WIDE_LETTER_OR_DIGIT, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - WIDTH));
  return text === '' || NOTHING.test(text) ? undefined : text;
}

/** A number, day or word of a list as it is meant: of half width, without spaces and the apostrophe that keeps it a text. */
export function codeText(cell: string): string | undefined {
  return freeText(
    cell
      .normalize('NFKC')
      .replaceAll(BLANK, '')
      .replace(/^['‘’`]/, ''),
  );
}

/**
 * A name as it is meant. Its characters stay as they are: a rare one must not become a common one that looks like it. Spaces that
 * make two characters as wide as three go.
 */
export function nameText(cell: string): string | undefined {
  return freeText(cell)
    ?.replaceAll(DOTS, '·')
    .replaceAll(BESIDE_CHARACTERS, '')
    .replaceAll(/(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·');
}

/** The parts of a cell that lists several. */
export function listParts(cell: string): string[] {
  return cell.split(/[、，,;；/／\n]/).filter((part) => part.trim() !== '');
}
