import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { JsonFault, parseJson } from '#infra/parse-json.ts';

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('JSON that a person wrote', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (text, indent) => {
        const laidOut = JSON.stringify(JSON.parse(text), undefined, indent);
        expect(parseJson(laidOut)).toEqual(JSON.parse(laidOut));
      }),
    );
  });

  it('is refused wherever JSON.parse refuses it', () => {
    const text = '{"a": [1, -2.5e3, true, null], "b": {"c": "\\u00e9\\n"}}';
    const place = fc.nat(text.length);
    const put = fc.constantFrom('', ',', '"', '}', '0', ' ');
    const agrees = fc.property(place, fc.nat(2), put, (at, cut, between) => {
      const spoiled = text.slice(0, at) + between + text.slice(at + cut);
      return accepts(parseJson, spoiled) === accepts(JSON.parse, spoiled);
    });
    expect(fc.check(agrees, { numRuns: 1000 }).counterexample).toBeNull();
  });

  it('may begin with a byte order mark, and holds a field named __proto__ as any other', () => {
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ a: 1 });
    expect(Object.keys(parseJson('{"__proto__":{"x":1}}') as object)).toEqual(['__proto__']);
  });

  it('says where it is wrong', () => {
    expect(() => parseJson('{\n  "a": 1,\n  "a": 2\n}')).toThrow(JsonFault);
    expect(() => parseJson('{\n  "a": 1,\n  "a": 2\n}')).toThrow('line 3, column 3');
  });
});
