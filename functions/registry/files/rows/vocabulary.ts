/** Words that stand for a value of the model, in Chinese; exports' own codes are understood besides. */
export const vocabulary = {
  sex: { male: ['男', '男性'], female: ['女', '女性'] },
  reportedBy: {
    self: ['本人'],
    landlord: ['房东', '出租人'],
    employer: ['单位', '用人单位'],
    agent: ['中介'],
    officer: ['民警'],
    unknown: ['未知', '不详'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

/** The value that a cell means; undefined when none of `words` stands there. */
export function wordMeaning<Value extends string>(
  words: Readonly<Record<Value, readonly string[]>>,
  cell: string,
): Value | undefined {
  const text = cell.normalize('NFKC').replaceAll(/\s/g, '');
  for (const value in words) if (text === value || words[value].includes(text)) return value;
  return undefined;
}
