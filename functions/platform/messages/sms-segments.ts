/**
 * GSM 03.38 basic character set (3GPP TS 23.038, 6.2.1): one septet each. A single other character makes the whole
 * message UCS-2.
 */
const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Its extension table (6.2.1.1): two septets each. */
const GSM_EXTENSION = new Set('^{}\\[~]|€');

/** How many units fit one message, and one part of a message that has to be split (3GPP TS 23.040). */
const CAPACITY = { 'gsm-7': { whole: 160, part: 153 }, 'ucs-2': { whole: 70, part: 67 } } as const;

/** How a text goes out as SMS. `units`: septets, or UTF-16 code units. */
export interface SmsSize {
  readonly encoding: keyof typeof CAPACITY;
  readonly units: number;
  readonly segments: number;
}

/** How many SMS a text takes: each segment is paid for, and a split message may arrive in pieces. */
export function smsSegments(text: string): SmsSize {
  const characters = Array.from(text);
  const isGsm = characters.every((character) => GSM_BASIC.has(character) || GSM_EXTENSION.has(character));
  const encoding = isGsm ? 'gsm-7' : 'ucs-2';
  const units = isGsm
    ? text.length + characters.filter((character) => GSM_EXTENSION.has(character)).length
    : text.length;
  const { whole, part } = CAPACITY[encoding];
  return { encoding, units, segments: units <= whole ? 1 : Math.ceil(units / part) };
}
