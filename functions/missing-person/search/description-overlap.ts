/** Words of free text that say nothing about a person. */
const EMPTY_WORDS = new Set([
  'a',
  'an',
  'and',
  'the',
  'with',
  'in',
  'of',
  'is',
  'was',
  'wearing',
  'her',
  'his',
  'she',
  'he',
]);
/** The same for single Chinese characters, which would only blur the pairs around them. */
const EMPTY_CHARACTERS = /[的了在着穿戴身上和与及]/gu;

/** How much two descriptions share. */
type DescriptionOverlap = {
  /** Shared tokens over the tokens of the shorter description, 0 to 1. */
  share: number;
  /** Tokens of the shorter description. */
  tokens: number;
};

/**
 * Compares two descriptions in Chinese or English, whatever their word order. Chinese is compared by pairs of neighbouring
 * characters, since "红色外套" and "红外套" have no word in common but mean the same; other scripts by words.
 *
 * @example descriptionOverlap('穿红色外套', '红外套，黑布鞋') // share 0.33…, tokens 3
 */
export function descriptionOverlap(one: string, other: string): DescriptionOverlap {
  const [shorter, longer] = [tokensOf(one), tokensOf(other)].toSorted((a, b) => a.size - b.size);
  if (!shorter || !longer || shorter.size === 0) return { share: 0, tokens: 0 };
  return { share: shorter.intersection(longer).size / shorter.size, tokens: shorter.size };
}

function tokensOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  const words = plain.match(/[\p{Script=Latin}\p{N}]+/gu) ?? [];
  const chinese = plain.replace(EMPTY_CHARACTERS, ' ').match(/\p{Script=Han}+/gu) ?? [];
  return new Set([...words.filter((word) => !EMPTY_WORDS.has(word)), ...chinese.flatMap(pairs)]);
}

function pairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.length === 1
    ? characters
    : characters.slice(1).map((next, i) => `${characters[i]}${next}`);
}
