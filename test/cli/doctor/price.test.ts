import { describe, expect, it } from 'vitest';

import { readCaseCounts } from '#cli/doctor/price/case-counts.ts';
import { estimatePrice } from '#cli/doctor/price/estimate.ts';
import { readPriceList, type PriceList } from '#cli/doctor/price/price-list.ts';
import { standingOf } from '#cli/doctor/price/standing.ts';
import { propertiesOf, synthesise } from '#test/infra/synthesised.ts';

import { healthyFile } from './patient.ts';

const counts = readCaseCounts();
const prices = readPriceList();
const standing = { alarms: 30, dashboards: 1, keys: 3, metrics: 2, secrets: 1 };
const estimate = (month: { cases: number; drills: number }, list: PriceList = prices, file = healthyFile()) =>
  estimatePrice(file, list, counts, standing, month);
const line = (name: string, month = { cases: 30, drills: 2 }, file = healthyFile()) =>
  estimate(month, prices, file).lines.find((each) => each.name === name);

describe('the price of a month', () => {
  it('is the sum of its lines, and grows by the price of a case', () => {
    const thirty = estimate({ cases: 30, drills: 2 });
    const forty = estimate({ cases: 40, drills: 2 });
    expect(thirty.total).toBeCloseTo(thirty.lines.reduce((sum, { cost }) => sum + cost, 0));
    expect(forty.total - thirty.total).toBeCloseTo(10 * thirty.perCase);
  });

  it('is quantity by price for what a case takes', () => {
    const transitions = 30 * counts.case.counted.transitions + 2 * counts.drill.transitions;
    expect(line('stateTransition')).toMatchObject({ quantity: transitions });
    expect(line('stateTransition')?.cost).toBeCloseTo((transitions / 1000) * 0.025);
  });

  it('has what runs by itself when there is no case: the sweeper, each minute', () => {
    const nothing = { cases: 0, drills: 0 };
    expect(line('functionRequest', nothing)?.quantity).toBeCloseTo(730 * 60 * counts.idleMinute.invocations);
    expect(line('stateTransition', nothing)).toBeUndefined();
    expect(line('alarmMonth', nothing)?.quantity).toBe(30);
  });

  it('counts officers only where they sign in with the deployment’s own user pool', () => {
    const file = healthyFile();
    const claims = { officer: 'o', station: 's', roles: 'r' };
    const identity = { type: 'oidc' as const, issuer: 'https://id.b815.cn', audience: ['b'], claims };
    const elsewhere = { ...file, deployment: { ...file.deployment, identity } };
    expect(line('activeOfficerMonth')?.quantity).toBe(15);
    expect(line('activeOfficerMonth', { cases: 30, drills: 2 }, elsewhere)).toBeUndefined();
  });

  it('has no SMS where they are captured for tests', () => {
    const file = healthyFile();
    const captured = { ...file, deployment: { ...file.deployment, sms: { type: 'capture' as const } } };
    expect(line('smsSegment', { cases: 30, drills: 2 }, captured)).toBeUndefined();
  });

  it('says which numbers are guesses, where the quantities are from, and what is left out', () => {
    const { lines, counted, leftOut } = estimate({ cases: 30, drills: 2 });
    expect(lines.find(({ name }) => name === 'smsSegment')?.assumed).toContain('country');
    expect(lines.find(({ name }) => name === 'functionGigabyteSecond')?.assumed).toContain('not on Lambda');
    expect(counted).toContain('npm run bench:case');
    expect(leftOut).toContain('free tiers');
  });

  it('refuses a price list that lacks a price', () => {
    expect(() => readPriceList(new URL('../../../package.json', import.meta.url))).toThrow('prices');
  });
});

describe('what stands in the templates', () => {
  it('is counted in those that would be deployed', () => {
    const { stateless } = synthesise('prod');
    const counted = standingOf({ file: healthyFile(), stage: 'prod', partition: 'aws' });
    expect(counted.alarms).toBe(propertiesOf(stateless, 'AWS::CloudWatch::Alarm').length);
    expect(counted.alarms).toBeGreaterThan(20);
    expect(counted.keys).toBeGreaterThan(1);
  });

  it('has the key of signatures where SMS go out by a provider', () => {
    const file = healthyFile();
    const sms = { type: 'http' as const, url: 'https://sms.b815.cn', timeoutMs: 5000 };
    const withProvider = { ...file, deployment: { ...file.deployment, sms } };
    const secrets = (each: typeof file) =>
      standingOf({ file: each, stage: 'prod', partition: 'aws' }).secrets;
    expect([secrets(file), secrets(withProvider)]).toEqual([0, 1]);
  });
});

describe('what a case was counted to take', () => {
  it('is what the story needs at the least: both stations told at opening and stand-down, three officers called', () => {
    const { counted } = counts.case;
    expect(counted.topicPublishes).toBeGreaterThanOrEqual(4);
    expect(counted.smsSegments).toBeGreaterThanOrEqual(counted.topicPublishes + 3);
    expect(counted.writeUnits).toBeGreaterThan(counted.transitions);
    expect(counted.invocations).toBeGreaterThan(counted.apiRequests);
  });
});
