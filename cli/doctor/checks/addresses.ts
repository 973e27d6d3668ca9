import { isIP } from 'node:net';

import type { Finding, Patient } from '../finding.ts';

/** Domains that RFC 2606 sets aside: nothing is ever there. */
const RESERVED = /(?:^|[.@])(?:example|test|invalid|localhost)$|(?:^|[.@])example\.(?:com|net|org)$/;

/** Whether the addresses lead anywhere, for officers and for whoever gets the alarms. */
export function checkAddresses({ file, stage }: Patient): Finding[] {
  const { deployment, infrastructure } = file;
  return [
    ...checkPublicBaseUrl(new URL(deployment.publicBaseUrl)),
    ...(infrastructure.certificateArn === undefined ? [withoutCertificate(stage)] : []),
    ...infrastructure.alarmEmails.flatMap((email, index) => checkAlarmEmail(file, email, index)),
    ...placeholders(file),
  ];
}

function checkPublicBaseUrl(url: URL): Finding[] {
  const field = 'publicBaseUrl';
  const local = isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 || url.hostname === 'localhost';
  const findings: (Finding | false)[] = [
    url.protocol !== 'https:' && {
      severity: 'error',
      check: 'links-unencrypted',
      field,
      what: 'It is no https address.',
      meaning: 'Whoever is on the way can use the links that officers are sent, in their place.',
      remedy: 'Use an https address.',
    },
    local && {
      severity: 'error',
      check: 'links-without-name',
      field,
      what: `"${url.hostname}" is no name that telephones can find and a certificate can be for.`,
      meaning: 'No officer can open the link that they are sent.',
      remedy: 'Use a name of your own, and have its DNS record lead to the API.',
    },
    (url.origin !== url.href.replace(/\/$/, '') || url.port !== '') && {
      severity: 'error',
      check: 'links-with-path',
      field,
      what: 'It is more than a scheme and a name.',
      meaning: 'Links lead to an address at which the API does not answer.',
      remedy: 'Leave out port, path, query and user name.',
    },
  ];
  return findings.filter((finding) => finding !== false);
}

function withoutCertificate(stage: Patient['stage']): Finding {
  return {
    severity: stage === 'prod' ? 'warning' : 'note',
    check: 'certificate-missing',
    field: 'infrastructure.certificateArn',
    what: 'No certificate is given, so that the API gets no domain of its own.',
    meaning: 'Links in SMS open only if the name in publicBaseUrl is led to the API in another way.',
    remedy: 'Request a certificate for the name in ACM, in the region of the deployment, and enter its ARN.',
  };
}

function checkAlarmEmail({ deployment }: Patient['file'], email: string, index: number): Finding[] {
  const station = deployment.stations.find(({ contacts }) => contacts.emails.includes(email));
  if (station === undefined) return [];
  return [
    {
      severity: 'warning',
      check: 'alarms-to-station',
      field: `infrastructure.alarmEmails.${index}`,
      what: `Alarms of the system go to the duty room of "${station.id}".`,
      meaning: 'Duty officers get technical alarms among alerts about people.',
      remedy: 'Enter the mailbox of those who operate the system.',
    },
  ];
}

function placeholders({ deployment, infrastructure }: Patient['file']): Finding[] {
  const { identity, publicBaseUrl, stations } = deployment;
  const addresses: [field: string, domain: string][] = [
    ['publicBaseUrl', new URL(publicBaseUrl).hostname],
    ...(identity.type === 'oidc'
      ? [['identity.issuer', new URL(identity.issuer).hostname] as [string, string]]
      : []),
    ...infrastructure.alarmEmails.map((email, at): [string, string] => [
      `infrastructure.alarmEmails.${at}`,
      email,
    ]),
    ...stations.flatMap(({ contacts }, station) =>
      contacts.emails.map((email, at): [string, string] => [
        `stations.${station}.contacts.emails.${at}`,
        email,
      ]),
    ),
  ];
  const reserved = addresses.filter(([, domain]) => RESERVED.test(domain)).map(([field]) => field);
  const [first] = reserved;
  if (first === undefined) return [];
  return [
    {
      severity: 'warning',
      check: 'placeholder-address',
      field: first,
      what: `${reserved.length} ${reserved.length === 1 ? 'address is' : 'addresses are'} of a domain that exists in examples only: ${reserved.join(', ')}.`,
      meaning: 'Nothing that is sent there arrives: no alert, no alarm, no link.',
      remedy: 'Enter your own addresses.',
    },
  ];
}
