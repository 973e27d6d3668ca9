import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { acceptedByCheckov } from '#infra/accepted-findings/checkov.ts';

import { stale, unaccepted, type Finding } from './finding.ts';
import { runChecker } from './run-checker.ts';
import { spoiled, variants, type Variant } from './variants.ts';

/** The code by which checkov says that a check failed. */
const FOUND_SOMETHING = [1];

const reportSchema = z.object({
  summary: z.object({ passed: z.int(), parsing_errors: z.literal(0), skipped: z.literal(0) }),
  results: z.object({
    failed_checks: z.array(z.object({ check_id: z.string(), check_name: z.string(), resource: z.string() })),
  }),
});

interface Checked {
  readonly passed: number;
  readonly findings: readonly Finding[];
}

async function check({ templates, resource }: Variant): Promise<Checked> {
  const files = templates.flatMap((template) => ['--file', template]);
  const args = [
    '--framework',
    'cloudformation',
    '--output',
    'json',
    '--compact',
    '--quiet',
    '--skip-download',
    ...files,
  ];
  const { summary, results } = reportSchema.parse(
    JSON.parse(await runChecker('checkov', args, FOUND_SOMETHING)),
  );
  const findings = results.failed_checks.map((failed) => ({
    rule: failed.check_id,
    // `AWS::S3::Bucket.LogicalId`
    resource: resource(failed.resource.split('.')[1] ?? ''),
    detail: '',
    message: failed.check_name,
  }));
  return { passed: summary.passed, findings };
}

const checked = await Promise.all(
  variants().map(async (variant) => [variant.name, await check(variant)] as const),
);

describe('checkov', () => {
  it.each(checked)('on %s: finds nothing that is not accepted with a reason', (_, { passed, findings }) => {
    expect(passed).toBeGreaterThan(100);
    expect(unaccepted(findings, acceptedByCheckov)).toEqual([]);
  });

  it('would find a bucket that is open to the public', async () => {
    const [variant] = variants();
    if (variant === undefined) throw new Error('There is no variant.');
    const open = spoiled(variant, 'AWS::S3::Bucket', (properties) => {
      delete properties['PublicAccessBlockConfiguration'];
    });
    const found = unaccepted((await check(open)).findings, acceptedByCheckov);
    expect(found.length).toBeGreaterThan(0);
    for (const line of found) expect(line).toMatch(/^CKV\w+ on stateful\/Photos\/Bucket: .*public/i);
  });

  it('still finds whatever was accepted', () => {
    const found = checked.flatMap(([, { findings }]) => findings);
    expect(stale(found, acceptedByCheckov)).toEqual([]);
  });
});
