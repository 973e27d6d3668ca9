import { expect, it } from 'vitest';

import { nameSpellings } from '#functions/registry/lookup/name-spellings.ts';
import { namePinyin } from '#functions/registry/matching/name-pinyin.ts';

it('looks for characters by their sound', () => {
  expect(nameSpellings('程立峰')).toEqual(['cheng li feng']);
});

it.each(['cheng li feng', 'Cheng Lifeng', 'CHENGLIFENG', 'chéng lìfēng', "cheng li'feng"])(
  'finds 程立峰 by %s',
  (typed) => {
    expect(nameSpellings(typed)).toContain(namePinyin('程立峰'));
  },
);

it.each([
  ['李西安', 'lixian'],
  ['吕先', 'lvxian'],
  ['吕先', 'lü xian'],
])('finds %s by %s, however the syllables are parted', (name, typed) => {
  expect(nameSpellings(typed)).toContain(namePinyin(name));
});

it('finds a name in letters by its letters', () => {
  expect(nameSpellings('Schwarz-Kraft')).toContain(namePinyin('Schwarz Kraft'));
});

it('does not try more readings than say something', () => {
  expect(nameSpellings('xianxianxianxian xianxian').length).toBeLessThanOrEqual(17);
});
