import { text } from 'node:stream/consumers';

import { expect, test } from 'vitest';

import { S3ExchangeFiles } from '#functions/registry/files/s3-exchange-files.ts';
import { localS3 } from '#test/support/local-s3.ts';

const open = async () => new S3ExchangeFiles(await localS3('exchange'), 'exchange');
const content = '姓名,身份证号,户籍\r\n';
const bytes = Buffer.byteLength(content);

async function contentOf(files: S3ExchangeFiles, name: string) {
  const found = await files.read(name);
  return found === undefined ? undefined : { bytes: found.bytes, text: await text(found.content) };
}

test('a station uploads a file, and it is read with its size; what is not there is undefined', async () => {
  const files = await open();
  const { url, headers } = await files.uploadAddress('uploads/UP-1', 'text/csv', bytes, 60);
  expect(headers).toEqual({
    'content-type': 'text/csv',
    'content-length': String(bytes),
    'if-none-match': '*',
  });
  expect((await fetch(url, { method: 'PUT', headers, body: content })).status).toBe(200);
  expect(await contentOf(files, 'uploads/UP-1')).toEqual({ bytes, text: content });
  expect(await files.read('uploads/UP-2')).toBeUndefined();
});

test.each([
  ['another type', { 'content-type': 'text/html' }],
  ['a second file in its place', { 'if-none-match': undefined }],
])('the address of an upload takes nothing else: %s', async (_what, changed) => {
  const files = await open();
  const { url, headers } = await files.uploadAddress('uploads/UP-1', 'text/csv', bytes, 60);
  const sent = Object.entries({ ...headers, ...changed }).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  expect((await fetch(url, { method: 'PUT', headers: sent, body: content })).status).toBe(403);
  expect(await files.read('uploads/UP-1')).toBeUndefined();
});

test('a file that the system writes can be fetched under a name that says nothing, and written anew', async () => {
  const files = await open();
  async function* pieces() {
    yield Buffer.from('one');
    yield Buffer.from('two');
  }
  await files.write('exports/EX-1', pieces(), 'text/csv');
  await files.write('exports/EX-1', content, 'text/csv');
  const address = await files.downloadAddress('exports/EX-1', '导出 1.csv', 60);
  expect(new URL(address).searchParams.get('response-content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('导出 1.csv')}`,
  );
  const answer = await fetch(address);
  expect([answer.status, await answer.text()]).toEqual([200, content]);
  expect(await files.read('exports/EX-2')).toBeUndefined();
});
