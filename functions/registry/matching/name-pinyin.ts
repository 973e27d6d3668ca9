import { nameSymbols } from './name-symbols.ts';

/** A name as it sounds, toneless and parted by spaces: `cheng li feng`. Letters are one word: `maimaiti`. */
export function namePinyin(name: string): string {
  return nameSymbols(name)
    .map(({ written, sound }) => (written === sound ? sound : ` ${sound} `))
    .join('')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}
