import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descriptionOverlap } from '#functions/missing-person/search/description-overlap.ts';

describe('the overlap of two descriptions', () => {
  it('finds the same coat in other words', () => {
    expect(descriptionOverlap('穿红色外套', '红外套，黑布鞋').share).toBeCloseTo(1 / 3, 12);
    expect(descriptionOverlap('红色外套、黑裤子', '黑裤子 红色外套').share).toBe(1);
  });

  it('finds nothing in common between a red coat and a blue cap', () => {
    expect(descriptionOverlap('红色外套', '蓝帽子').share).toBe(0);
  });

  it('compares English by words, without the words that say nothing', () => {
    expect(descriptionOverlap('wearing a red coat', 'the coat is RED')).toEqual({ share: 1, tokens: 2 });
  });

  it('does not care about full width, commas or the order', () => {
    expect(descriptionOverlap('身高１６０，短发', '短发,身高160').share).toBe(1);
  });

  it('says nothing where one side says nothing', () => {
    expect(descriptionOverlap('', '红色外套')).toEqual({ share: 0, tokens: 0 });
    expect(descriptionOverlap('，。 的', '红色外套')).toEqual({ share: 0, tokens: 0 });
  });

  it('is the same both ways round, and whole with oneself', () => {
    const text = fc.string({
      unit: fc.constantFrom('红', '蓝', '色', '外', '套', '裤', '鞋', '穿', 'r', 'e', 'd', ' ', ','),
    });
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(descriptionOverlap(one, other)).toEqual(descriptionOverlap(other, one));
        const self = descriptionOverlap(one, one);
        expect(self.share).toBe(self.tokens > 0 ? 1 : 0);
      }),
    );
  });
});
