import { expect, test } from 'vitest';

import { publishedTexts } from '#local/sns/publication.ts';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:news';

test.each([
  ['without text', { topicArn, message: '' }, 'Empty message'],
  ['above 256 KB', { topicArn, message: '钱'.repeat(87_382) }, 'Message too long'],
  ['with a subject of several lines', { topicArn, message: 'x', subject: 'a\nb' }, 'Subject'],
  ['with a subject above 100 characters', { topicArn, message: 'x', subject: 'a'.repeat(101) }, 'Subject'],
  [
    'above 1,600 characters to a telephone',
    { phoneNumber: '+8613800000001', message: 'x'.repeat(1601) },
    'too long',
  ],
  [
    'with texts per protocol but none for the others',
    { topicArn, message: '{"sms":"x"}', messageStructure: 'json' },
    'default',
  ],
])('a message %s is refused', (_, publication, reason) => {
  expect(() => publishedTexts(publication)).toThrow(reason);
});
