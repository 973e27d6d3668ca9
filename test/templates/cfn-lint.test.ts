import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { acceptedByCfnLint } from '#infra/accepted-findings/cfn-lint.ts';

import { stale, unaccepted, type Finding } from './finding.ts';
import { runChecker } from './run-checker.ts';
import { spoiled, variants, type Variant } from './variants.ts';

/** Codes by which cfn-lint says that it found errors (2), warnings (4), remarks (8). */
const FOUND_SOMETHING = [2, 4, 6, 8, 10, 12, 14];

const reportSchema = z.array(
  z.object({
    Rule: z.object({ Id: z.string() }),
    Message: z.string(),
    Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullable() }),
  }),
);

async function findingsOf({ templates, regions, resource }: Variant): Promise<Finding[]> {
  // Errors and warnings; its remarks (I…) are on the style of templates written by hand.
  const args = ['--format', 'json', '--regions', ...regions, '--template', ...templates];
  const report = reportSchema.parse(JSON.parse(await runChecker('cfn-lint', args, FOUND_SOMETHING)));
  return report.map(({ Rule, Message, Location }) => {
    const [, logicalId = '', ...rest] = Location.Path ?? [];
    return { rule: Rule.Id, resource: resource(String(logicalId)), detail: rest.join('/'), message: Message };
  });
}

const checked = await Promise.all(
  variants().map(async (variant) => [variant.name, await findingsOf(variant)] as const),
);

describe('cfn-lint', () => {
  it.each(checked)('on %s: finds something, and nothing that is not accepted with a reason', (_, found) => {
    expect(found.length).toBeGreaterThan(0);
    expect(unaccepted(found, acceptedByCfnLint)).toEqual([]);
  });

  it('would find a function that Lambda does not run any more', async () => {
    const [variant] = variants();
    if (variant === undefined) throw new Error('There is no variant.');
    const old = spoiled(variant, 'AWS::Lambda::Function', (properties) => {
      properties['Runtime'] = 'nodejs8.10';
    });
    const [finding, ...others] = unaccepted(await findingsOf(old), acceptedByCfnLint);
    expect(others).toEqual([]);
    expect(finding).toMatch(/^[EW]\d+ on stateless\/Apis\/casework-api \[Properties\/Runtime\]/);
  });

  it('still finds whatever was accepted', () => {
    expect(
      stale(
        checked.flatMap(([, found]) => found),
        acceptedByCfnLint,
      ),
    ).toEqual([]);
  });
});
