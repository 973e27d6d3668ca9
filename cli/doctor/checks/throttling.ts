import type { Finding, Patient } from '../finding.ts';

/** Whether the gateway's buckets let a station's officers through together, and before the public. */
export function checkThrottling({ file }: Patient): Finding[] {
  const { throttling } = file.infrastructure;
  const flooding = throttling.public.ratePerSecond > throttling.officerChange.ratePerSecond;
  return [
    ...Object.entries(throttling)
      .filter(([, { ratePerSecond, burst }]) => burst < ratePerSecond)
      .map(([name, { ratePerSecond, burst }]) => burstBelowRate(name, ratePerSecond, burst)),
    ...(flooding ? [publicFirst] : []),
  ];
}

function burstBelowRate(name: string, rate: number, burst: number): Finding {
  return {
    severity: 'warning',
    check: 'burst-below-rate',
    field: `infrastructure.throttling.${name}`,
    what: `The bucket holds ${burst} requests and is refilled by ${rate} each second.`,
    meaning:
      'What is refilled runs over: when an alert goes out and many officers look at once, some are refused.',
    remedy: 'Let "burst" be at least "ratePerSecond".',
  };
}

const publicFirst: Finding = {
  severity: 'warning',
  check: 'public-before-officers',
  field: 'infrastructure.throttling.public',
  what: 'The public may send more requests than officers.',
  meaning: 'A flood of tips can use up the account’s concurrency, and officers’ commands are refused.',
  remedy: 'Let the public’s rate be lower than the officers’.',
};
