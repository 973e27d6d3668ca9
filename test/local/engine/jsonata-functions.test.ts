import { describe, expect, it } from 'vitest';
import { Bench, START, pass } from './engine-fixture.ts';

async function evaluate(expression: string, random = () => 0.25): Promise<unknown> {
  const bench = await Bench.open({ random });
  const { output, error, cause } = await bench.run({ A: pass(`{% ${expression} %}`) });
  return error === undefined ? output : `${error}: ${cause}`;
}

describe("Step Functions' own JSONata functions", () => {
  it.each([
    ['$parse(\'{"a":[1]}\').a', [1]],
    ['$range(0, 6, 2)', [0, 2, 4, 6]],
    ['$range(5, 0, -2)', [5, 3, 1]],
    ['$range(0, 5, 3)', [0, 3]],
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$hash("input", "SHA-1")', '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
    ['$hash("", "MD5")', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['$random()', 0.25],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(4, 4, 1)', 4],
    ['$count($range(1, 360145, 1))', 360_145],
    ['$partition([1,2,3], 2.9)', [[1, 2], [3]]],
    ['1/0', 'Infinity'],
    ['{"k": [-1/0, 0/0]}', { k: ['-Infinity', 'NaN'] }],
  ])('%s', async (expression, value) => {
    expect(await evaluate(expression)).toEqual(value);
  });

  it('$random with a seed is what java.util.Random gives, as measured on AWS', async () => {
    expect(await evaluate('$random(42)')).toBe(0.7275636800328681);
  });

  it('$uuid gives a UUID of version 4, another one each time', async () => {
    const [first, second] = (await evaluate('[$uuid(), $uuid()]')) as string[];
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).not.toBe(first);
  });

  it("$now and $millis read the engine's clock", async () => {
    expect(await evaluate('$millis()')).toBe(START);
    expect(await evaluate('$now()')).toBe(new Date(START).toISOString());
    expect(await evaluate("$now('[Y0001]-[M01]-[D01] [H01]:[m01]', '+0800')")).toBe('2026-02-13 09:00');
  });

  it.each([
    ['$eval("1+1")', 'T1006'],
    ['$range(0, 10, 0)', 'step'],
    ['$range(1, 360146, 1)', 'memory limit exceeded'],
    ['$range(5, 0, 1)', 'returned nothing'],
    ['$range(0, 5)', 'returned nothing'],
    ['$partition([1], 0)', 'returned nothing'],
    ['$partition([1], -1)', 'negative'],
    ['$partition([], 2)', 'returned nothing'],
    ['$hash("a")', 'returned nothing'],
    ['$formatNumber(1, "x")', 'D3086'],
    ['$hash("a", "CRC")', 'CRC'],
    ['$parse("{")', 'JSON'],
  ])('%s fails the state', async (expression, reason) => {
    const failure = await evaluate(expression);
    expect(failure).toContain('States.QueryEvaluationError');
    expect(failure).toContain(reason);
  });

  it.each([
    ['a sum of terms', (depth: number) => Array(depth).fill('1').join('+')],
    ['brackets', (depth: number) => `${'['.repeat(depth - 1)}1${']'.repeat(depth - 1)}`],
  ])('nest as deep as AWS was seen to take: %s', async (_name, nested) => {
    expect(await evaluate(nested(100))).not.toContain('States.QueryEvaluationError');
    expect(await evaluate(nested(101))).toContain('Stack overflow');
  });
});
