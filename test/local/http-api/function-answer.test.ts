import { expect, test } from 'vitest';

import { functionAnswer } from '#local/http-api/function-answer.ts';

test('a result with a status is the response, its header names in lower case and its cookies set', () => {
  const result = { statusCode: 201, headers: { 'X-A': 1 }, cookies: ['a=b', 'c=d'], body: 'text' };
  expect(functionAnswer(JSON.stringify(result))).toEqual({
    status: 201,
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-a': '1', 'set-cookie': ['a=b', 'c=d'] },
    body: 'text',
  });
});

test('a body in base64 is sent as the bytes it stands for', () => {
  const result = {
    statusCode: 200,
    headers: { 'content-type': 'image/png' },
    isBase64Encoded: true,
    body: 'AP8=',
  };
  expect(functionAnswer(JSON.stringify(result))?.body).toEqual(Buffer.from([0, 255]));
});

test('a result without a status is sent as JSON with 200', () => {
  expect(functionAnswer('{"a":1}')).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"a":1}',
  });
  expect(functionAnswer('"text"')).toMatchObject({ status: 200, body: 'text' });
});

test.each([
  { statusCode: 'many' },
  { statusCode: 200, body: { not: 'text' } },
  { statusCode: 200, headers: ['a'] },
])('a result of a form that API Gateway refuses is no response: %j', (result) => {
  expect(functionAnswer(JSON.stringify(result))).toBeUndefined();
});
