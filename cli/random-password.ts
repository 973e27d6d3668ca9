import { randomInt } from 'node:crypto';

/** Without what is confused when it is read out: 0 O, 1 l I. */
const classes = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-_.!+='] as const;
const LENGTH = 20;

/**
 * A random password that the officers' pool accepts (infra/constructs/officer-pool.ts): each class at least once, the
 * rest from all. About 115 bits, good for as long as it takes to hand it over.
 */
export function randomPassword(): string {
  const all = classes.join('');
  const characters = [...classes, ...Array<string>(LENGTH - classes.length).fill(all)].map(oneOf);
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? '', characters[last] ?? ''];
  }
  return characters.join('');
}

function oneOf(letters: string): string {
  return letters.charAt(randomInt(letters.length));
}
