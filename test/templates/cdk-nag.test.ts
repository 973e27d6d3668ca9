import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks, type NagPack } from 'cdk-nag';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';

import { acceptedByCdkNag } from '#infra/accepted-findings/cdk-nag.ts';

import { stale, unaccepted, type Finding } from './finding.ts';
import { shortPath, variants, type Variant } from './variants.ts';

const packs = { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks };

function findingsOf(pack: NagPack, { app }: Variant): Finding[] {
  return pack.validateScope(app).violations.flatMap(({ ruleName, description, violatingResources }) => {
    const [, rule = ruleName, detail = ''] = /^([^[]+)\[(.*)\]$/s.exec(ruleName) ?? [];
    return violatingResources.map(({ constructPath = '' }) => ({
      rule,
      resource: shortPath(constructPath),
      detail,
      message: description,
    }));
  });
}

const checked = variants().flatMap((variant) =>
  Object.entries(packs).map(
    ([pack, Checks]) => [variant.name, pack, findingsOf(new Checks(variant.app), variant)] as const,
  ),
);

describe('cdk-nag', () => {
  it.each(checked)(
    'on %s by %s: finds something, and nothing that is not accepted with a reason',
    (...[, , found]) => {
      expect(found.length).toBeGreaterThan(0);
      expect(unaccepted(found, acceptedByCdkNag)).toEqual([]);
    },
  );

  it('no rule fails to understand a resource, which would pass for a finding', () => {
    const thrown = checked
      .flatMap(([, , found]) => found)
      .filter(({ message }) => message.startsWith('Rule threw'));
    expect(thrown).toEqual([]);
  });

  it('would find a bucket that is open to the public', () => {
    const [variant] = variants();
    const bucket = variant?.app.node.findAll().find((node) => node instanceof CfnBucket);
    if (variant === undefined || bucket === undefined) throw new Error('There is no bucket.');
    bucket.publicAccessBlockConfiguration = undefined;
    const found = Object.values(packs).flatMap((Checks) => findingsOf(new Checks(variant.app), variant));
    const open = unaccepted(found, acceptedByCdkNag);
    expect(open.length).toBeGreaterThan(0);
    for (const line of open) expect(line).toMatch(/on stateful\/Photos\/Bucket: .*public/i);
  });

  it('still finds whatever was accepted', () => {
    expect(
      stale(
        checked.flatMap(([, , found]) => found),
        acceptedByCdkNag,
      ),
    ).toEqual([]);
  });
});
