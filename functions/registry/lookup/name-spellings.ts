import { namePinyin } from '#functions/registry/matching/name-pinyin.ts';

/** How Chinese is spelled: initials, the finals that may follow one, and those that stand alone; `v` for ü. */
const INITIALS = 'zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]';
const FINALS =
  'iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|er|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|a|o|e|i|u|v';
const ALONE = 'ai|ei|ao|ou|ang|eng|an|en|er|a|o|e';
const SYLLABLE = new RegExp(`^(?:(?:${INITIALS})(?:${FINALS})|${ALONE})$`);
const LONGEST_SYLLABLE = 6;
/** `xian` is 先 or 西安, and names have a few such places: more readings than this say nothing any more. */
const MOST_READINGS = 16;

/**
 * How a name may be entered in the index by sound. Characters have one spelling. Letters are a foreign name, or pinyin whose
 * syllables may be parted or not: `Cheng Lifeng` is looked for as `cheng li feng`, too.
 */
export function nameSpellings(name: string): string[] {
  const asWritten = namePinyin(name);
  if (/\p{Script=Han}/u.test(name)) return [asWritten];
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ü', 'v')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  let readings = [''];
  for (const word of words) {
    const parts = syllablesOf(word);
    readings = readings
      .flatMap((before) => parts.map((part) => `${before} ${part}`.trim()))
      .slice(0, MOST_READINGS);
  }
  return [...new Set([asWritten, ...readings])];
}

/** Every way to read a word as syllables, fewest first; the word itself when there is none. */
function syllablesOf(word: string): string[] {
  const readings = (rest: string): string[][] => {
    if (rest === '') return [[]];
    return Array.from({ length: Math.min(rest.length, LONGEST_SYLLABLE) }, (_, index) =>
      rest.slice(0, index + 1),
    )
      .filter((start) => SYLLABLE.test(start))
      .flatMap((start) => readings(rest.slice(start.length)).map((following) => [start, ...following]));
  };
  const found = word.length > LONGEST_SYLLABLE * 4 ? [] : readings(word);
  if (found.length === 0) return [word];
  return found
    .toSorted((one, other) => one.length - other.length)
    .slice(0, MOST_READINGS)
    .map((syllables) => syllables.join(' '));
}
