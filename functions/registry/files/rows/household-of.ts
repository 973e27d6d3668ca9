import { codeText } from './cell-text.ts';
import { vocabulary, wordMeaning } from './vocabulary.ts';

/** Whether a household (户籍) is registered in this city. */
export type Household = 'local' | 'elsewhere';

/** Names with which an address begins that says where in the country it is: provinces, and cities of their rank. */
const PROVINCES =
  /^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)/;
/** A city, prefecture or league before anything smaller. */
const CITY = /^[^区县街镇乡村路号市]{2,9}(?:市|自治州|地区|盟)/;

/**
 * Whether a household is in this city: as a word says it, or as the address does, with or without 省 and 市.
 * @param localHouseholds how addresses of this city begin
 * @returns undefined when the cell does not say it; nothing is guessed, as it decides who needs a permit
 */
export function householdOf(cell: string, localHouseholds: readonly string[]): Household | undefined {
  const text = codeText(cell) ?? '';
  const word = wordMeaning(vocabulary.household, text);
  if (word !== undefined) return word;
  if (!PROVINCES.test(text) && !CITY.test(text)) return undefined;
  const address = withoutRanks(text);
  const local = localHouseholds.map(withoutRanks);
  if (local.some((start) => address.startsWith(start))) return 'local';
  // A province alone may be ours or another city of it.
  return local.some((start) => start.startsWith(address)) ? undefined : 'elsewhere';
}

function withoutRanks(address: string): string {
  return address.replace('省', '').replace('市', '');
}
