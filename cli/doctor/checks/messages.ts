import { catalogue } from '#platform/messages/catalogue.ts';
import { directMessage, topicMessage } from '#platform/messages/messages.ts';
import { smsSegments, type SmsSize } from '#platform/messages/sms-segments.ts';
import { languages, type Language } from '#platform/localized-text.ts';
import { needsAcknowledgement } from '#platform/notification/delivery-rules.ts';
import { notificationKindSchema } from '#platform/notification/kinds/notification-kinds.ts';
import { deliverySchema } from '#platform/notification/notification.ts';

import type { Finding, Patient } from '../finding.ts';

/** As long as tokens are (`newLinkToken`), and as dates get. */
const TOKEN = 'x'.repeat(22);
const LONG_DATE = '2027-09-30T16:05:00.000Z';
/** What SNS puts before the messages of a topic: its display name. */
const TOPIC_PREFIX = 'border815> ';

/** An SMS as it would go out, at its longest. */
interface WordedSms {
  readonly name: string;
  readonly size: SmsSize;
}

/** Whether each SMS fits one segment with this deployment's addresses. */
export function checkMessages(patient: Patient): Finding[] {
  const { sms, publicBaseUrl } = patient.file.deployment;
  const worded = [...directSms(publicBaseUrl), ...topicSms(patient)];
  const split = worded.filter(({ size }) => size.segments > 1);
  return [
    ...(split.length === 0 ? [] : [splitMessages(split, publicBaseUrl)]),
    ...(sms.type === 'http' ? [signature] : []),
  ];
}

function directSms(publicBaseUrl: string): WordedSms[] {
  return everyMessage().flatMap(({ kind, language }) => {
    const hasLink = needsAcknowledgement(kind) || kind === 'taskAssigned';
    const { direct } = catalogue[kind];
    const purposes = 'first' in direct ? deliverySchema.shape.purpose.options : (['first'] as const);
    return purposes.map((purpose) => {
      const link = hasLink ? { link: { publicBaseUrl, token: TOKEN } } : {};
      const text = directMessage({ kind, purpose, language, drill: true, ...link });
      return { name: `${kind} ${purpose} (${language})`, size: smsSegments(text) };
    });
  });
}

function topicSms({ file }: Patient): WordedSms[] {
  const { language, sms } = file.deployment;
  return notificationKindSchema.options.map((kind) => {
    const { text } = topicMessage({ kind, drill: true, openedAt: LONG_DATE }, language);
    const received = sms.type === 'sns' ? TOPIC_PREFIX + text : text;
    return { name: `${kind} to the station (${language})`, size: smsSegments(received) };
  });
}

function everyMessage(): { kind: keyof typeof catalogue; language: Language }[] {
  return notificationKindSchema.options.flatMap((kind) => languages.map((language) => ({ kind, language })));
}

function splitMessages(split: readonly WordedSms[], publicBaseUrl: string): Finding {
  const excess = Math.max(...split.map(({ size }) => size.units - (size.encoding === 'ucs-2' ? 70 : 160)));
  const named = split
    .slice(0, 6)
    .map(({ name, size }) => `${name}: ${size.units} characters, ${size.segments} SMS`);
  const others = split.length > named.length ? [`and ${split.length - named.length} more`] : [];
  return {
    severity: 'warning',
    check: 'sms-split',
    field: 'publicBaseUrl',
    what: `As drills, ${split.length} SMS do not fit one segment with "${publicBaseUrl}" (${[...named, ...others].join('; ')}).`,
    meaning:
      'They go out in two parts, cost twice, and a link that is cut in two cannot be tapped on some telephones.',
    remedy: `Use a publicBaseUrl that is ${excess} characters shorter.`,
  };
}

const signature: Finding = {
  severity: 'note',
  check: 'sms-signature',
  field: 'sms',
  what: 'Providers in mainland China put a registered signature such as 【border815】 before each SMS.',
  meaning: 'It counts against the 70 characters: alerts may go out in two parts although they fit here.',
  remedy: 'Ask the provider how many characters it adds, and shorten publicBaseUrl by as many.',
};
