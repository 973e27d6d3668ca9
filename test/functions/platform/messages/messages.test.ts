import { describe, expect, it } from 'vitest';

import { catalogue } from '#platform/messages/catalogue.ts';
import { directMessage, topicMessage } from '#platform/messages/messages.ts';
import { smsSegments } from '#platform/messages/sms-segments.ts';
import { languages } from '#platform/localized-text.ts';
import { needsAcknowledgement } from '#platform/notification/delivery-rules.ts';
import { notificationKindSchema } from '#platform/notification/kinds/notification-kinds.ts';
import { deliverySchema } from '#platform/notification/notification.ts';

const token = 'abcdefghijklmnopqrstuv';
const link = { publicBaseUrl: 'https://b815.cn', token };
/** Where there is something to do by a link: acknowledge, or report a task. */
const linkKinds: string[] = [...notificationKindSchema.options.filter(needsAcknowledgement), 'taskAssigned'];

const every = notificationKindSchema.options.flatMap((kind) =>
  languages.flatMap((language) => [true, false].map((drill) => ({ kind, language, drill }))),
);
const everyDirect = every.flatMap((message) =>
  deliverySchema.shape.purpose.options.map((purpose) => ({
    ...message,
    purpose,
    ...(linkKinds.includes(message.kind) ? { link } : {}),
  })),
);

describe('every direct SMS of the catalogue', () => {
  it.each(everyDirect)(
    '$kind $purpose in $language (drill: $drill) fits one SMS of 70 characters',
    (message) => {
      const text = directMessage(message);
      expect(text.length).toBeLessThanOrEqual(70);
      expect(smsSegments(text).segments).toBe(1);
      expect(text.startsWith(message.language === 'en' ? '[DRILL] ' : '【演练】')).toBe(message.drill);
      // A link only where there is something to do by it, at the end and parted from the word before it.
      const address = /[： ]https:\/\/b815\.cn\/l\/abcdefghijklmnopqrstuv$/;
      expect(address.test(text)).toBe(linkKinds.includes(message.kind));
      expect(text.includes('http')).toBe(linkKinds.includes(message.kind));
    },
  );

  it('tells a reminder and a repetition from the first call', () => {
    const texts = deliverySchema.shape.purpose.options.map((purpose) =>
      directMessage({ kind: 'missingPersonAlert', purpose, drill: false, language: 'zh-CN', link }),
    );
    expect(new Set(texts).size).toBe(3);
  });
});

describe('every topic message of the catalogue', () => {
  it.each(every)(
    '$kind in $language (drill: $drill) fits one SMS with its time',
    ({ kind, language, drill }) => {
      const { text, subject } = topicMessage({ kind, drill, openedAt: '2027-09-30T16:05:00.000Z' }, language);
      // SNS puts the topic's display name before it.
      const asReceived = `border815> ${text}`;
      expect(smsSegments(asReceived).segments).toBe(1);
      expect(asReceived.length).toBeLessThanOrEqual(language === 'zh-CN' ? 70 : 160);
      expect(text).not.toContain('http');
      // Limits of an e-mail subject on SNS: 99 characters on one line.
      expect(subject).toMatch(/^[^\n\r]{1,99}$/);
      for (const part of [text, subject])
        expect(part.startsWith(language === 'en' ? '[DRILL] ' : '【演练】')).toBe(drill);
    },
  );

  it('says the time in Asia/Shanghai, where it is already tomorrow', () => {
    const message = { kind: 'standDown' as const, drill: false, openedAt: '2027-09-30T16:05:00.000Z' };
    expect(topicMessage(message, 'zh-CN').text).toMatch(/ 10\/01 00:05$/);
    expect(topicMessage(message, 'en').text).toMatch(/ 01 Oct,? 00:05$/);
  });
});

describe('the catalogue', () => {
  it('names no case, no telephone and nobody: there are no digits and no Latin letters in a Chinese text', () => {
    for (const { subject, topic, direct } of Object.values(catalogue))
      for (const text of 'first' in direct
        ? [subject, topic, ...Object.values(direct)]
        : [subject, topic, direct])
        expect(text['zh-CN']).not.toMatch(/[0-9A-Za-z]/);
  });
});

describe('the size of an SMS', () => {
  it.each([
    ['a'.repeat(160), { encoding: 'gsm-7', units: 160, segments: 1 }],
    ['a'.repeat(161), { encoding: 'gsm-7', units: 161, segments: 2 }],
    ['a'.repeat(307), { encoding: 'gsm-7', units: 307, segments: 3 }],
    ['[]'.repeat(40), { encoding: 'gsm-7', units: 160, segments: 1 }],
    [`${'a'.repeat(159)}[`, { encoding: 'gsm-7', units: 161, segments: 2 }],
    ['搜'.repeat(70), { encoding: 'ucs-2', units: 70, segments: 1 }],
    ['搜'.repeat(71), { encoding: 'ucs-2', units: 71, segments: 2 }],
    ['搜'.repeat(135), { encoding: 'ucs-2', units: 135, segments: 3 }],
    [`${'a'.repeat(69)}搜`, { encoding: 'ucs-2', units: 70, segments: 1 }],
    ['😀'.repeat(36), { encoding: 'ucs-2', units: 72, segments: 2 }],
  ])('of %s', (text, size) => {
    expect(smsSegments(text)).toEqual(size);
  });
});
