import { partnershipsWith } from '#platform/deployment/deployment.ts';

import type { Finding, Patient } from '../finding.ts';

/** Whether each station can be reached as a whole, and takes part in anything. */
export function checkChannels({ file }: Patient): Finding[] {
  const { deployment } = file;
  return [
    ...deployment.stations.flatMap(({ id, kind, contacts }, index): Finding[] => {
      const field = `stations.${index}.contacts`;
      const silent = contacts.emails.length === 0 && contacts.telephones.length === 0;
      const unused = partnershipsWith(deployment, id).length === 0;
      return [
        ...(silent ? [unreachable(id, field)] : []),
        ...(!silent && contacts.telephones.length === 0 ? [onlyMailboxes(id, field)] : []),
        ...(unused ? [withoutPartnership(id, kind, `stations.${index}.id`)] : []),
      ];
    }),
    ...(deployment.sms.type === 'capture' ? [captured] : []),
  ];
}

function unreachable(id: string, field: string): Finding {
  return {
    severity: 'error',
    check: 'station-unreachable',
    field,
    what: `"${id}" has neither a telephone nor a mailbox of its own.`,
    meaning: 'When the officer on duty is out of reach, nobody else at the station hears an alert.',
    remedy: 'Enter the mobile telephone and the mailbox of its duty room.',
  };
}

function onlyMailboxes(id: string, field: string): Finding {
  return {
    severity: 'warning',
    check: 'station-by-mail-only',
    field,
    what: `"${id}" is reached by e-mail only.`,
    meaning:
      'At night nobody may be looking at the mailbox; a mailbox also gets nothing before it has confirmed.',
    remedy: 'Enter the mobile telephone of its duty room.',
  };
}

function withoutPartnership(id: string, kind: string, field: string): Finding {
  return {
    severity: 'warning',
    check: 'station-unused',
    field,
    what: `The ${kind} "${id}" is in no partnership.`,
    meaning: 'Its officers can sign in, but cannot open a case and are told of none.',
    remedy: 'Add a partnership with it, or remove it.',
  };
}

/** Where it is refused, the target says so; where it is allowed, nobody should forget it. */
const captured: Finding = {
  severity: 'note',
  check: 'sms-captured',
  field: 'sms.type',
  what: 'SMS go into a queue for tests.',
  meaning: 'No telephone gets any SMS.',
  remedy: 'Choose "sns" or "http" where officers rely on the system.',
};
