import type { Ruling } from './allowed-changes.ts';
import { changeKey, type Finding } from './finding.ts';

const LONGEST = 160;

/** A ruling as people read it: what is lost first. */
export function describeRuling({ allowed, refused, faults }: Ruling): string {
  const paragraphs = [
    ...refused.map(
      (finding) => `NOT ALLOWED  ${describe(finding)}\n  to allow it: ${JSON.stringify(blankEntry(finding))}`,
    ),
    ...faults.map(
      ({ entry, fault }) => `WRONG ENTRY  ${entry.stack} ${entry.resource} ${entry.change}\n  ${fault}`,
    ),
    ...allowed.map(
      ({ finding, by }) =>
        `allowed      ${describe(finding)}\n  by ${by.approvedBy} until ${by.expires}: ${by.reason}`,
    ),
  ];
  return paragraphs.length === 0 ? 'No destructive change.' : paragraphs.join('\n\n');
}

/** An entry that lacks what only people can say. */
function blankEntry(finding: Finding) {
  return { ...changeKey(finding), reason: '', approvedBy: '', expires: '' };
}

function describe({ stack, resource, type, change, property, before, after, loses }: Finding): string {
  const where = property === undefined ? '' : ` by ${property}`;
  const difference =
    before === undefined
      ? after === undefined
        ? []
        : [after]
      : [`${short(before)} → ${short(after ?? 'none')}`];
  return [`${stack} ${resource} (${type}): ${change}${where}`, ...difference, `at stake: ${loses}`].join(
    '\n  ',
  );
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
