import { findingSeverities, type Finding } from './finding.ts';
import type { PriceEstimate } from './price/estimate.ts';

/** The findings for a person to read, the worst first. */
export function readableFindings(file: string, findings: readonly Finding[]): string {
  const counts = findingSeverities.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  return [
    `${file}: ${counts.join(', ')}`,
    ...findings.flatMap(({ severity, check, field, what, meaning, remedy }) => [
      '',
      `${severity}  ${field}  (${check})`,
      `  ${what}`,
      `  For officers: ${meaning}`,
      `  Do: ${remedy}`,
    ]),
    '',
  ].join('\n');
}

/** The estimate for a person to read. */
export function readablePrice(estimate: PriceEstimate): string {
  const { cases, drills, currency, region, note, counted, lines, total, perCase } = estimate;
  const guesses = lines.filter(({ assumed }) => assumed !== undefined);
  return [
    '',
    `A month with ${cases} cases and ${drills} drills: about ${total.toFixed(2)} ${currency} (${region}); each further case ${perCase.toFixed(2)}.`,
    ...lines.map(
      ({ what, quantity, cost, assumed }) =>
        `  ${cost.toFixed(2).padStart(9)}  ${amount(quantity)} ${what}${assumed === undefined ? '' : ' *'}`,
    ),
    ...guesses.map(({ what, assumed }) => `  * ${what}: ${assumed}`),
    `  Counted by ${counted}.`,
    `  ${note}`,
    `  Not in it: ${estimate.leftOut.join('; ')}.`,
    '',
  ].join('\n');
}

function amount(quantity: number): string {
  const digits = quantity >= 100 || Number.isInteger(quantity) ? 0 : 3;
  return quantity.toLocaleString('en-GB', { maximumFractionDigits: digits });
}
