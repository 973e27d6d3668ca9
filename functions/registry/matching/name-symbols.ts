import { pinyin } from 'pinyin-pro';

/** One place of a name: a Chinese character, or a letter. */
export interface NameSymbol {
  /** As it is written. */
  readonly written: string;
  /** How it sounds: a character's toneless syllable, read by itself (`lv` for 吕); a letter itself. */
  readonly sound: string;
}

/** A character that Chinese is written in. */
const HAN = /\p{Script=Han}/u;
const syllables = new Map<string, string>();

/**
 * A name place by place: full-width letters as half-width ones, small, without accents, spaces, dots and hyphens. Each
 * character has the one reading that it has by itself, whatever stands beside it, so that equal sounds are equal everywhere.
 */
export function nameSymbols(name: string): NameSymbol[] {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^\p{L}]/gu, '');
  return Array.from(plain).map((written) => ({ written, sound: soundOf(written) }));
}

function soundOf(character: string): string {
  if (!HAN.test(character)) return character;
  let syllable = syllables.get(character);
  if (syllable === undefined) {
    syllable = pinyin(character, { toneType: 'none', type: 'array', v: true })[0] ?? character;
    syllables.set(character, syllable);
  }
  return syllable;
}
