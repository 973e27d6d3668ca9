import { text } from 'node:stream/consumers';

import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';

import type { OfficerActor } from '#platform/actor/actor.ts';
import { accessChain } from '#platform/audit/access-log.ts';
import { auditEntrySchema, firstBrokenEntry } from '#platform/audit/audit-entry.ts';
import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import { exchangeHandlers } from '#functions/registry/exchange/handlers.ts';
import { exchangeRoutes } from '#functions/registry/exchange/routes.ts';
import { readImport } from '#functions/registry/exchange/work/read-import.ts';
import { writeExport } from '#functions/registry/exchange/work/write-export.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { apiCaller } from '#test/functions/platform/http/api-call.ts';
import { importSchema } from '#functions/registry/exchange/model/import-record.ts';
import { importKey } from '#functions/registry/store/keys.ts';
import { writeImportPart } from '#functions/registry/exchange/work/write-import-part.ts';
import { queryAll, type ItemStore } from '#platform/store/item-store.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

import {
  comparisonsDue,
  cutImport,
  desk,
  exchangePlatform,
  linesOf,
  OTHER,
  outcomeOf,
  OWN,
  settle as settleWith,
  writers,
  type Workers,
} from './scene.ts';
import { Kill, Killed } from './killed.ts';
import { lineOf } from './plain-tables.ts';

const workers: Workers = {
  ...writers,
  readImport: async (on, work) => {
    if (work.type === 'readImport') await readImport(on, work);
  },
  writeExport: async (on, work) => {
    if (work.type === 'writeExport') await writeExport(on, work);
  },
};
const settle = (on: ExchangePlatform) => settleWith(on, workers);
const exchangeApi = (on: ExchangePlatform) => apiCaller(on, exchangeRoutes, exchangeHandlers(on));

let platform: ReturnType<typeof exchangePlatform>;
let keys = 0;

beforeEach(() => {
  platform = exchangePlatform();
});

const parameters = { partnershipId: PARTNERSHIP };
const withKey = () => ({ 'idempotency-key': `exchange-key-${++keys}` });
const leader = (stationId = OWN) => officer(stationId, 'chief');

function call(
  operation: Parameters<ReturnType<typeof exchangeApi>>[0],
  actor: OfficerActor,
  json?: unknown,
  more: Readonly<Record<string, string>> = {},
  headers = withKey(),
) {
  const request = { actor, parameters: { ...parameters, ...more }, headers };
  return exchangeApi(platform)(operation, json === undefined ? request : { ...request, json });
}

/** Uploads a text as the station's browser does. */
async function uploaded(content: string, actor = desk()): Promise<string> {
  const bytes = Buffer.byteLength(content);
  const { body } = await call('requestFileUpload', actor, { name: '实有人口.csv', format: 'csv', bytes });
  const { uploadId, upload } = z
    .object({ uploadId: z.string(), upload: z.object({ url: z.string() }) })
    .parse(body);
  await platform.files.write(upload.url.replace('memory:', ''), content);
  return uploadId;
}

/** Imports a text. @returns the import's id */
async function begun(content: string, mapping?: Readonly<Record<string, string>>): Promise<string> {
  const uploadId = await uploaded(content);
  const answer = await call('importResidents', desk(), {
    uploadId,
    kind: 'residents',
    stationId: OWN,
    ...(mapping === undefined ? {} : { mapping }),
  });
  expect(answer.status).toBe(201);
  return z.object({ importId: z.string() }).parse(answer.body).importId;
}

async function imported(content: string, mapping?: Readonly<Record<string, string>>): Promise<string> {
  const importId = await begun(content, mapping);
  await settle(platform);
  return importId;
}

const shown = async (importId: string, actor = desk()) =>
  (await call('readImport', actor, undefined, { importId })).body;

async function fetched(answer: { readonly status: number; readonly body: unknown }): Promise<string> {
  expect(answer.status).toBe(200);
  const { url } = z.object({ url: z.string() }).parse(answer.body);
  const found = await platform.files.read(url.replace('memory:', '').replace(/\?.*/, ''));
  return found === undefined ? '' : text(found.content);
}

const header = '姓名\t身份证号\t资料';
const home = { address: '钱清镇一路1号', from: '2026-01-01', housing: 'rented', reportedBy: 'self' } as const;
const row = (name: string, order: number, changes: Partial<ResidentDetails> = {}) =>
  lineOf(inventedResident({ name, order, telephones: ['13900000001'], registrations: [home], ...changes }));
const BAD = '王芳\t330621\t{}';

describe('a file of residents', () => {
  test('is uploaded, read, written and compared, and says what came of its rows', async () => {
    const importId = await imported(
      [header, row('程伟', 1), row('程伟', 1, { telephones: ['13900000002'] }), row('李娜', 2), BAD].join(
        '\n',
      ),
    );

    expect(await shown(importId)).toMatchObject({
      status: 'done',
      fileName: '实有人口.csv',
      rowsRead: 4,
      rowsLeft: 0,
      written: 2,
      merged: 1,
      rejected: 1,
    });
    expect(await comparisonsDue(platform)).toEqual([1]);
  });

  test('that is imported again leaves everything as it is', async () => {
    const content = [header, row('程伟', 1), row('李娜', 2)].join('\n');
    await imported(content);
    const again = await imported(content);

    expect(await shown(again)).toMatchObject({ status: 'done', written: 0, corrected: 0, unchanged: 2 });
  });

  test('gives back its bad rows as they were, each with its number and the reason', async () => {
    const importId = await imported([header, row('程伟', 1), BAD].join('\n'));

    const file = await fetched(await call('readRejectedRows', desk(), undefined, { importId }));

    expect(file).toContain('姓名');
    expect(file).toContain('王芳');
    expect(file).toMatch(/(^|\n)"?3"?,/);
    expect(file).not.toContain('程伟');
  });

  test('that is broken is refused, and nothing of it is written', async () => {
    const importId = await imported(`${header}\n${row('程伟', 1)}\n"`);

    expect(await shown(importId)).toMatchObject({
      status: 'refused',
      refusal: { reason: 'quoteNotClosed' },
      written: 0,
    });
    expect(await comparisonsDue(platform)).toEqual([]);
    expect((await call('readRejectedRows', desk(), undefined, { importId })).status).toBe(409);
  });

  test('is understood as the station says, and its unknown columns are named', async () => {
    const importId = await imported(`${header.replace('姓名', '人名')}\t备注\n${row('程伟', 1)}\t无`, {
      人名: 'name',
    });

    expect(await shown(importId)).toMatchObject({ status: 'done', written: 1, unknownColumns: ['D'] });
  });

  test('whose reading is killed at any point comes to the same end, and a reading that died is in nobody’s way', async () => {
    const content = [
      header,
      row('程伟', 1),
      row('程伟', 1, { telephones: ['13900000002'] }),
      row('李娜', 2),
      BAD,
    ].join('\n');
    for (let steps = 0, survived = false; !survived; steps++) {
      platform = exchangePlatform();
      const importId = await begun(content);
      const kill = new Kill(steps);
      const mortal = { ...platform, store: kill.around(platform.store), files: kill.around(platform.files) };
      survived = await settle(mortal).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Killed) return false;
          throw error;
        },
      );
      await settle(platform);

      expect(await shown(importId)).toMatchObject({
        status: 'done',
        rowsRead: 4,
        rowsLeft: 0,
        written: 2,
        merged: 1,
        rejected: 1,
      });
      const file = await fetched(await call('readRejectedRows', desk(), undefined, { importId }));
      expect(file.split('王芳')).toHaveLength(2);
    }
  });

  test('of which no row is good is done, with every row back', async () => {
    const importId = await imported(`${header}\n${BAD}`);

    expect(await shown(importId)).toMatchObject({ status: 'done', rowsRead: 1, rejected: 1, parts: 0 });
    expect(await fetched(await call('readRejectedRows', desk(), undefined, { importId }))).toContain('王芳');
  });

  test('is imported once, however often the request is repeated', async () => {
    const uploadId = await uploaded(`${header}\n${row('程伟', 1)}`);
    const request = { uploadId, kind: 'residents', stationId: OWN };
    const headers = withKey();
    const first = await call('importResidents', desk(), request, {}, headers);
    const second = await call('importResidents', desk(), request, {}, headers);

    expect(second).toEqual(first);
    expect(await settle(platform)).toEqual(['readImport', 'writeImportPart']);
  });

  test('is not imported before it was uploaded, nor for or from another station', async () => {
    const answer = await call('requestFileUpload', desk(), { name: 'a.csv', format: 'csv', bytes: 10 });
    const { uploadId } = z.object({ uploadId: z.string() }).parse(answer.body);
    const request = { uploadId, kind: 'residents', stationId: OWN };

    expect(await call('importResidents', desk(), request)).toMatchObject({ status: 409 });
    expect(await call('importResidents', desk(), { ...request, stationId: OTHER })).toMatchObject({
      status: 403,
    });
    const foreign = await call('importResidents', desk(OTHER), { ...request, stationId: OTHER });
    expect(foreign.status).toBe(400);
    expect(foreign.text).toContain('uploadId');
  });

  test('larger than the deployment takes is not uploaded', async () => {
    const bytes = platform.deployment.registry.files.maxBytes + 1;

    expect(await call('requestFileUpload', desk(), { name: 'a.csv', format: 'csv', bytes })).toMatchObject({
      status: 400,
    });
  });
});

describe('an import', () => {
  test('is shown to the station that asked for it alone, and who else asks is written down', async () => {
    const importId = await imported(`${header}\n${row('程伟', 1)}\n${BAD}`);

    expect((await call('readImport', desk(OTHER), undefined, { importId })).status).toBe(403);
    expect((await call('readRejectedRows', desk(OTHER), undefined, { importId })).status).toBe(403);
    const chain = accessChain(OTHER, platform.clock.now().toISOString());
    const entries = await queryAll(platform.store, chain, 'ENTRY#', auditEntrySchema);
    expect(entries.map(({ body: { outcome, target } }) => [outcome, target])).toEqual([
      ['refused', importId],
      ['refused', importId],
    ]);
    expect(await call('listImports', desk())).toMatchObject({
      body: { imports: [{ importId, status: 'done' }] },
    });
    expect(await call('listImports', desk(OTHER))).toMatchObject({ body: { imports: [] } });
  });

  test('has a timeline and an audit chain of its own, in which nobody is named', async () => {
    const importId = await imported(`${header}\n${row('程伟', 1)}`);

    const { pk } = importKey(PARTNERSHIP, importId);
    const record = await platform.store.get(importKey(PARTNERSHIP, importId), importSchema);
    const audits = (await queryAll(platform.store, pk, 'AUDIT#', auditEntrySchema)).map(({ body }) => body);
    expect(audits).toHaveLength(3);
    expect(firstBrokenEntry(audits, record?.body.auditHead)).toBeUndefined();
    const kept = await queryAll(platform.store, pk, 'PART#', z.unknown());
    expect(JSON.stringify([record, kept])).not.toMatch(/程伟|9900001985/);
  });

  test('that is stopped writes nothing more, compares who is written, and goes on where it ended', async () => {
    const people = Array.from({ length: 30 }, (_, index) => inventedResident({ order: 100 + index }));
    const importId = 'IM-01J00000000000000000000000';
    let written = 0;
    const stopping = exchangePlatform(
      stopAt(3, platform.store, async () => {
        const answer = await call('stopImport', desk(), {}, { importId });
        expect(answer.body).toMatchObject({ status: 'stopped' });
        written = Number((await outcomeOf(platform, importId)).written);
      }),
    );
    await cutImport(platform, [linesOf(people)], { importId });
    await writeImportPart({ ...stopping, files: platform.files }, { ...parameters, importId, part: 1 });

    expect(written).toBeGreaterThan(0);
    expect(await outcomeOf(platform, importId)).toMatchObject({ status: 'stopped', written });
    expect(await comparisonsDue(platform)).toEqual([1]);

    await call('resumeImport', desk(), {}, { importId });
    await settle(platform);
    expect(await outcomeOf(platform, importId)).toMatchObject({ status: 'done', written: 30 });
    expect(await call('stopImport', desk(), {}, { importId })).toMatchObject({ status: 409 });
  });
});

/** A store before whose nth commit something else is done. */
function stopAt(commit: number, store: ItemStore, act: () => Promise<void>): ItemStore {
  let left = commit;
  return {
    get: store.get.bind(store),
    query: store.query.bind(store),
    queryIndex: store.queryIndex.bind(store),
    transact: async (writes) => {
      if (--left === 0) await act();
      await store.transact(writes);
    },
  };
}

describe('an export', () => {
  test('is a file of the own residents, fetched by the station that asked alone, and each address is logged', async () => {
    await imported([header, row('程伟', 1), row('李娜', 2)].join('\n'));
    const request = { stationId: OWN, format: 'csv', purpose: '年度核对' };
    const { body } = await call('exportResidents', leader(), request);
    const { exportId } = z.object({ exportId: z.string() }).parse(body);
    expect(await call('readExport', leader(), undefined, { exportId })).toMatchObject({
      body: { status: 'writing' },
    });
    await settle(platform);

    const answer = await call('readExport', leader(), undefined, { exportId });
    expect(answer.body).toMatchObject({ status: 'done', residents: 2 });
    const { file } = z.object({ file: z.object({ url: z.string() }) }).parse(answer.body);
    const content = await fetched({ status: 200, body: file });
    expect(content).toContain('程伟');
    expect(content).toContain('李娜');
    expect((await call('readExport', leader(OTHER), undefined, { exportId })).status).toBe(403);
    const chain = accessChain(OWN, platform.clock.now().toISOString());
    const entries = await queryAll(platform.store, chain, 'ENTRY#', auditEntrySchema);
    expect(entries.map(({ body: { outcome, target, reason } }) => [outcome, target, reason])).toEqual([
      ['read', exportId, '年度核对'],
    ]);
  });

  test('can be imported again, and changes nothing', async () => {
    await imported(
      [
        header,
        row('程伟', 1),
        row('程伟', 1, { registrations: [{ ...home, address: '瓜沥镇二路2号', from: '2026-03-01' }] }),
        row('李娜', 2),
      ].join('\n'),
    );
    const { body } = await call('exportResidents', leader(), {
      stationId: OWN,
      format: 'csv',
      purpose: '核对',
    });
    const { exportId } = z.object({ exportId: z.string() }).parse(body);
    await settle(platform);
    const answer = await call('readExport', leader(), undefined, { exportId });
    const { file } = z.object({ file: z.object({ url: z.string() }) }).parse(answer.body);

    const again = await imported(await fetched({ status: 200, body: file }));

    expect(await shown(again)).toMatchObject({ status: 'done', unchanged: 2, corrected: 0, rejected: 0 });
  });

  test('is for leaders, and of the own station alone', async () => {
    const request = { stationId: OWN, format: 'csv', purpose: '核对' };
    expect((await call('exportResidents', desk(), request)).status).toBe(403);
    expect((await call('exportResidents', leader(), { ...request, stationId: OTHER })).status).toBe(403);
  });
});
