import { describe, expect, it } from 'vitest';

import { languages } from '#platform/localized-text.ts';
import { registryTexts } from '#platform/messages/catalogue/registry.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';
import { smsSegments } from '#platform/messages/sms-segments.ts';

const every = Object.values(registryTexts).flatMap((texts) =>
  languages.map((language) => ({ language, subject: texts.subject[language], text: texts.topic[language] })),
);

describe('every topic message of the registry', () => {
  it.each(every)('fits one SMS in $language with its day or time: $text', ({ language, text, subject }) => {
    for (const time of ['2027-09-30', shanghaiTime('2027-09-30T16:05:00.000Z', language)]) {
      // SNS puts the topic's display name before it.
      const asReceived = `border815> ${text} ${time}`;
      expect(smsSegments(asReceived).segments).toBe(1);
    }
    expect(text).not.toContain('http');
    expect(subject.length).toBeLessThanOrEqual(99); // The limit of an e-mail's subject on SNS.
  });
});
