import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CanaryCage, canariesIn, filesBelow } from './support/canaries.ts';
import { playCanaryCase, STRANGE_FIELD } from './support/canary-case.ts';
import {
  closeCanaryInvestigation,
  playCanaryInvestigation,
  RESTRICTED,
} from './support/canary-investigation.ts';
import { playCanaryTransfer } from './support/canary-transfer.ts';
import { recorded, type RecordedStage } from './support/recorded-stage.ts';
import { startStage } from './support/start-stage.ts';
import { rosterOfficer } from './support/test-officer.ts';

/** Where personal data belongs: the database, the photo store. Of the outbox the texts are looked at by themselves. */
const where = ['dynamodb', 'objects', 'outbox.jsonl'];

const cage = new CanaryCage();
const dataDirectory = mkdtempSync(join(tmpdir(), 'border815-canary-'));
let stage: RecordedStage;
let caseId: string;
let investigationId: string;
let transferId: string;
let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  stage = recorded(await startStage({ dataDirectory }));
  caseId = await playCanaryCase(stage, cage);
  ({ caseId: investigationId, transferId } = await playCanaryInvestigation(stage, cage));
  await playCanaryTransfer(stage, cage, transferId);
  await closeCanaryInvestigation(stage, cage, investigationId);
  files = filesBelow(dataDirectory, where);
}, 240_000);

afterAll(async () => {
  await stage?.system.close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** Fields whose canary is in one of `texts`, each with the name of the text. */
function foundIn(texts: Iterable<readonly [string, string]>): string[] {
  return [...texts].flatMap(([name, text]) =>
    canariesIn(cage.all, text).map((field) => `${field} in ${name}`),
  );
}

test('a canary is recognised however it is written down', () => {
  const own = new CanaryCage();
  const canary = own.text('field');
  const bytes = Buffer.from(canary);
  const base64 = ['', 'x', 'xy'].map((before) => Buffer.from(`${before}${canary}…`).toString('base64'));
  const url = Buffer.from(`x${canary}…`).toString('base64url');
  const escaped = JSON.stringify(JSON.stringify(canary)).replaceAll(
    /[^ -~]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16)}`,
  );
  const forms = [
    `<p>${canary}</p>`,
    escaped,
    `?q=${encodeURIComponent(canary)}`,
    bytes.toString('hex'),
    ...base64,
    url,
  ];
  expect(forms.filter((form) => canariesIn(own.all, form).length === 0)).toEqual([]);
  expect(canariesIn(own.all, 'nothing of it')).toEqual([]);
});

test('every canary was let out: the records and the photo store hold them', async () => {
  const records = JSON.stringify(await stage.system.allItems());
  const photos = filesBelow(join(dataDirectory, 'objects'), []);
  const flown = new Set([
    ...canariesIn(cage.all, records),
    ...[...photos].flatMap(([, text]) => canariesIn(cage.all, text)),
  ]);
  expect([...cage.all.keys()].filter((field) => !flown.has(field))).toEqual([STRANGE_FIELD]);
});

describe('what a lead says that only named officers may read', () => {
  const purpose = `purpose=${encodeURIComponent('复盘')}`;
  const restricted = () => new Map([...cage.all].filter(([field]) => field.startsWith(RESTRICTED)));

  async function readBy(officerId: string): Promise<string[]> {
    const investigation = `/v1/investigations/${investigationId}`;
    const paths = [
      ...['', '/leads', '/subjects', '/notes', '/report'].map((part) => investigation + part),
      ...['timeline', 'audit', 'notifications', 'tasks'].map(
        (part) => `/v1/cases/${investigationId}/${part}`,
      ),
      ...['', '/report', '/custody'].map((part) => `/v1/transfers/${transferId}${part}`),
    ];
    const as = rosterOfficer(officerId);
    const answers = await Promise.all(
      paths.flatMap((path) =>
        ['application/json', 'text/html'].map((accept) =>
          stage.send({ as, method: 'GET', path: `${path}?${purpose}`, accept }),
        ),
      ),
    );
    return answers.filter(({ status }) => status === 200).map(({ text }) => text);
  }

  test('they read, and nobody else of either station', async () => {
    expect(restricted().size).toBeGreaterThan(4);
    const read = (await readBy('qianqing-duty-1')).join();
    expect(canariesIn(restricted(), read).toSorted()).toEqual([...restricted().keys()].toSorted());
    for (const other of ['qianqing-duty-2', 'qianqing-chief', 'yaqian-chief', 'yaqian-duty-2', 'liaison-1']) {
      const texts = await readBy(other);
      expect(texts.length).toBeGreaterThan(10);
      expect({ other, found: canariesIn(restricted(), texts.join()) }).toEqual({ other, found: [] });
    }
  });
});

describe('no personal data is found', () => {
  test('in any log, journal, queue, template or bundle', () => {
    const names = [...files.keys()];
    // What is searched is what it is thought to be: the case's id is where it has to be.
    const withCase = names.filter((name) => files.get(name)?.includes(caseId));
    expect(withCase.some((name) => name.startsWith('journal'))).toBe(true);
    for (const part of ['logs/', 'journal', 'cdk.out/']) expect(names.join('\n')).toContain(part);
    expect(foundIn(files)).toEqual([]);
  });

  test('in the access log, which knows every request by its route', () => {
    const log = [...files].filter(([name]) => name.includes('http-api-access'));
    expect(
      log.flatMap(([, text]) => text.match(/POST \/v1\/missing-persons"/g) ?? []).length,
    ).toBeGreaterThan(0);
    expect(foundIn(log)).toEqual([]);
  });

  test('in the input, output or history of any execution', async () => {
    const executions = await stage.system.executions();
    expect(executions.length).toBeGreaterThan(5);
    for (const id of [caseId, investigationId, transferId])
      expect(executions.some(([, text]) => text.includes(id))).toBe(true);
    expect(foundIn(executions)).toEqual([]);
  });

  test('in the text of any message', () => {
    const texts = stage.system
      .messages()
      .map(({ to, text, subject }) => [to, `${subject ?? ''} ${text}`] as const);
    expect(texts.length).toBeGreaterThan(10);
    expect(foundIn(texts)).toEqual([]);
  });

  test('in any address that the system gave out', () => {
    const urls = stage.answers.flatMap(({ text, headers }) => [
      ...(text.match(/https?:\/\/[^"\s<>]+/g) ?? []),
      ...(headers.location === undefined ? [] : [headers.location]),
    ]);
    const links = stage.system.messages().flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? []);
    expect(urls.some((url) => url.includes('X-Amz-Signature'))).toBe(true);
    expect(links.length).toBeGreaterThan(0);
    expect(foundIn([...urls, ...links].map((url) => [url, url]))).toEqual([]);
  });

  test('in any problem that refused a request', () => {
    const problems = stage.answers.filter(({ status }) => status >= 400);
    expect(problems.length).toBeGreaterThan(5);
    const found = foundIn(problems.map(({ status, text }) => [`${status}`, text]));
    expect(new Set(found)).toEqual(new Set([`${STRANGE_FIELD} in 400`]));
  });
});
