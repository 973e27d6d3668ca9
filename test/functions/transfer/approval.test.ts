import { beforeEach, describe, expect, it } from 'vitest';

import { anyCaseSchema, caseListPartition } from '#platform/case/case.ts';
import type { NotificationKind } from '#platform/notification/kinds/notification-kinds.ts';

import { fieldsOf, slugOf } from '#test/functions/missing-person/case-api.ts';
import { eventsOf, notificationsOf } from '#test/functions/missing-person/scene.ts';

import {
  fit,
  holder,
  holdingChief,
  holdingPatrol,
  liaison,
  opening,
  property,
  receiver,
  receivingChief,
  requiredDocuments,
  risks,
  stranger,
  transferApi,
  transferNow,
  type TransferApi,
} from './transfer-api.ts';

let api: TransferApi;
beforeEach(async () => {
  api = await transferApi();
});

const told = async (caseId: string, kind: NotificationKind) =>
  (await notificationsOf(api.platform.store, caseId)).find((each) => each.kind === kind);

describe('opening a transfer', () => {
  it('makes the officer’s station the holding one, begins the custody chain, and calls the other station', async () => {
    const caseId = await api.open();

    const state = await transferNow(api.platform, caseId);
    expect(state).toMatchObject({
      status: 'preparing',
      assistingStationId: 'qianqing',
      requestingStationId: 'yaqian',
      custody: { sequence: 1, custodian: { kind: 'station', stationId: 'qianqing' } },
      awaiting: [{ stationId: 'yaqian', kind: 'transferOpened' }],
      legal: { measures: [{ measure: 'detention', since: opening.deprivedOfLibertyAt }] },
    });
  });

  it.each([
    [
      'the loss of liberty in the future',
      { deprivedOfLibertyAt: '2027-03-01T13:00:00.000Z' },
      'deprivedOfLibertyAt',
    ],
    ['nobody whom one could know again', { suspect: { sex: 'male' } }, 'suspect'],
    ['a measure that does not come first', { measure: 'arrest' }, 'measure'],
    ['no document of the measure', { measureDocument: ' ' }, 'measureDocument'],
    ['an investigation that is not there', { investigationId: 'JI-270301-00000' }, 'investigationId'],
    ['another partnership', { partnershipId: 'example-north' }, 'partnershipId'],
    [
      'a wrong identity number',
      { suspect: { identityNumber: '990000199001011230' } },
      'suspect.identityNumber',
    ],
  ])('is refused with %s, which it names', async (_case, change, field) => {
    const answer = await api.send('openTransfer', holder, { json: { ...opening, ...change } });

    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  it('is for the desk of a station, not for patrols and not for the superior', async () => {
    const answers = [holdingPatrol, liaison].map((actor) =>
      api.send('openTransfer', actor, { json: opening }),
    );

    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([403, 403]);
  });

  it('is not known to a station of another partnership', async () => {
    const caseId = await api.open();

    expect((await api.on(caseId, 'readTransfer', stranger)).status).toBe(404);
    expect((await api.on(caseId, 'reportEscape', stranger, { place: '桥' })).status).toBe(404);
  });

  it('writes nothing when the station’s key cannot sign', async () => {
    api.platform.signer.disableKey('qianqing');

    const answer = await api.send('openTransfer', holder, { json: opening });

    expect([answer.status, slugOf(answer)]).toEqual([503, 'signature-unavailable']);
    const list = caseListPartition('qianqing-yaqian', 'OPEN');
    expect((await api.platform.store.queryIndex('gsi1', list, anyCaseSchema)).items).toEqual([]);
  });
});

describe('preparing', () => {
  it('takes what both desks of the station say at once', async () => {
    const caseId = await api.open();
    const [first, ...others] = requiredDocuments;

    await Promise.all([
      api.send('recordTransferDocuments', holder, { parameters: { caseId }, json: { documents: [first] } }),
      api.send('recordTransferDocuments', holdingPatrol, {
        parameters: { caseId },
        json: { documents: others },
      }),
      api.send('listProperty', holdingPatrol, { parameters: { caseId }, json: property }),
    ]);

    const { preparation, contentVersion } = await transferNow(api.platform, caseId);
    expect(preparation.documents).toHaveLength(requiredDocuments.length);
    expect(preparation.property).toEqual(property.items);
    expect(contentVersion).toBe(4);
  });

  it('corrects and strikes things of the property list', async () => {
    const caseId = await api.open();
    await api.on(caseId, 'listProperty', holder, property);

    const items = [{ ...property.items[0], quantity: 2 }];
    await api.on(caseId, 'listProperty', holder, { items, struckItemIds: ['P2'] });

    expect((await transferNow(api.platform, caseId)).preparation.property).toEqual(items);
  });

  it('names a document that the checklist does not have', async () => {
    const caseId = await api.open();
    const json = { documents: [requiredDocuments[0], { documentId: 'passport', number: '1' }] };

    expect(fieldsOf(await api.on(caseId, 'recordTransferDocuments', holder, json))).toEqual([
      'documents.1.documentId',
    ]);
  });

  it('is for the holding station: its documents, its property list, its examination', async () => {
    const caseId = await api.open();
    const statuses = [
      await api.on(caseId, 'recordTransferDocuments', receiver, { documents: requiredDocuments }),
      await api.on(caseId, 'listProperty', receiver, property),
      await api.on(caseId, 'assessEscortRisks', receiver, risks),
      await api.on(caseId, 'recordHealthCheck', receiver, fit),
      await api.on(caseId, 'requestTransferApproval', receiver),
    ].map(({ status }) => status);

    expect(statuses).toEqual([403, 403, 403, 403, 403]);
  });
});

describe('asking for approval', () => {
  it.each([
    [
      'a document',
      { recordTransferDocuments: { documents: requiredDocuments.slice(1) } },
      'document:cooperation-letter',
    ],
    ['the health check', { recordHealthCheck: undefined }, 'healthCheck'],
    ['fitness to travel', { recordHealthCheck: { ...fit, condition: 'unfit' } }, 'fitness'],
    ['the property list', { listProperty: undefined }, 'propertyList'],
    ['the escort’s risks', { assessEscortRisks: undefined }, 'escortRisks'],
  ])(
    'is refused when %s alone is missing',
    async (_case, change: Partial<Record<string, object | undefined>>, missing) => {
      const caseId = await api.open();
      const complete = {
        recordTransferDocuments: { documents: requiredDocuments },
        recordHealthCheck: fit,
        listProperty: { items: [] },
        assessEscortRisks: risks,
      };
      for (const operation of Object.keys(complete) as (keyof typeof complete)[]) {
        const json = operation in change ? change[operation] : complete[operation];
        if (json !== undefined) await api.on(caseId, operation, holder, json);
      }

      const answer = await api.on(caseId, 'requestTransferApproval', holder);

      expect([answer.status, slugOf(answer)]).toEqual([409, 'preparation-incomplete']);
      expect(answer.body).toMatchObject({ missing: [missing] });
      expect((await api.on(caseId, 'readTransfer', receiver)).body).toMatchObject({ missing: [missing] });
    },
  );

  it('asks the chiefs of both stations and nobody else', async () => {
    const caseId = await api.bringTo('awaitingApproval');

    expect(await told(caseId, 'transferApprovalNeeded')).toMatchObject({
      toTopic: false,
      toRoles: ['chief'],
      requiresAcknowledgement: true,
    });
    const { decisionsDue } = await transferNow(api.platform, caseId);
    expect(decisionsDue.map(({ kind, stationId }) => [kind, stationId])).toEqual([
      ['approval', 'yaqian'],
      ['approval', 'qianqing'],
    ]);
  });
});

describe('the preparation', () => {
  it.each([
    [
      'recordTransferDocuments',
      { documents: ['1号', '2号'].map((number) => ({ documentId: 'cooperation-letter', number })) },
      'documents.1.documentId',
    ],
    ['listProperty', { items: property.items.map((item) => ({ ...item, itemId: 'P1' })) }, 'items.1.itemId'],
  ] as const)(
    'by %s takes no list that names something twice: neither is lost',
    async (operation, json, field) => {
      const caseId = await api.bringTo('preparing');

      const answer = await api.on(caseId, operation, holder, json);

      expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
    },
  );
});

describe('the approval', () => {
  const approve = (caseId: string, actor = holdingChief) =>
    api.on(caseId, 'approveTransfer', actor, { decision: 'approve' });

  it('takes the chiefs of both stations; the one who has decided is called no more', async () => {
    const caseId = await api.bringTo('awaitingApproval');

    const first = await approve(caseId, holdingChief);
    const between = await transferNow(api.platform, caseId);
    const second = await approve(caseId, receivingChief);

    expect([first.body, second.body]).toMatchObject([{ status: 'awaitingApproval' }, { status: 'approved' }]);
    const asked = between.awaiting.filter(({ kind }) => kind === 'transferApprovalNeeded');
    expect(asked.map(({ stationId }) => stationId)).toEqual(['yaqian']);
    expect(between.decisionsDue.map(({ stationId }) => stationId)).toEqual(['yaqian']);
    const { approvals, awaiting } = await transferNow(api.platform, caseId);
    expect(approvals.map(({ officerId }) => officerId)).toEqual(['qianqing-chief', 'yaqian-chief']);
    expect(awaiting.some(({ kind }) => kind === 'transferApprovalNeeded')).toBe(false);
    const notification = await told(caseId, 'transferApprovalNeeded');
    expect(
      Object.values(notification?.legs ?? {}).map(({ status, acknowledgedBy }) => [status, acknowledgedBy]),
    ).toEqual([
      ['acknowledged', expect.objectContaining({ officerId: 'yaqian-chief' })],
      ['acknowledged', expect.objectContaining({ officerId: 'qianqing-chief' })],
    ]);
  });

  it.each([
    ['the same person twice', holdingChief],
    ['another chief of the same station', { ...holdingChief, officerId: 'qianqing-chief-2' }],
    ['the same person at the other station', { ...holdingChief, stationId: 'yaqian' }],
  ])('is refused to %s', async (_case, second) => {
    const caseId = await api.bringTo('awaitingApproval');
    await approve(caseId);

    const answer = await approve(caseId, second);

    expect([answer.status, slugOf(answer)]).toEqual([409, 'already-approved']);
    expect((await transferNow(api.platform, caseId)).status).toBe('awaitingApproval');
  });

  it('is for chiefs only', async () => {
    const caseId = await api.bringTo('awaitingApproval');
    const statuses = await Promise.all([holder, receiver, liaison].map((actor) => approve(caseId, actor)));

    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('counts for the version that was read: of two chiefs at once, the second reads again', async () => {
    const caseId = await api.bringTo('awaitingApproval');
    const { version } = await transferNow(api.platform, caseId);
    const call = {
      parameters: { caseId },
      json: { decision: 'approve' },
      headers: { 'if-match': `"${version}"` },
    };

    const answers = await Promise.all([
      api.send('approveTransfer', holdingChief, call),
      api.send('approveTransfer', receivingChief, call),
    ]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect((await transferNow(api.platform, caseId)).approvals).toHaveLength(1);
  });

  it.each([
    [
      'awaitingApproval',
      'documents',
      'recordTransferDocuments',
      { documents: requiredDocuments.slice(0, 1) },
    ],
    ['approved', 'an examination', 'recordHealthCheck', fit],
    ['approved', 'a thing of the property list', 'listProperty', { items: [], struckItemIds: ['P1'] }],
    ['appointed', 'the risks', 'assessEscortRisks', { ...risks, level: 'high' }],
  ] as const)('is void when, %s, %s change', async (stage, _what, operation, json) => {
    const caseId = await api.bringTo(stage);
    if (stage === 'awaitingApproval') await approve(caseId);
    const before = await transferNow(api.platform, caseId);

    const answer = await api.on(caseId, operation, holder, json);

    expect(answer.body).toMatchObject({
      status: 'preparing',
      approvalsVoided: true,
      contentVersion: before.contentVersion + 1,
    });
    const state = await transferNow(api.platform, caseId);
    expect([state.approvals, state.appointment, state.decisionsDue]).toEqual([[], undefined, []]);
    expect(await told(caseId, 'transferApprovalsVoided')).toMatchObject({ toRoles: ['chief'] });
  });

  it('is refused with a reason, and the transfer prepared on: both chiefs are told', async () => {
    const caseId = await api.bringTo('awaitingApproval');
    await approve(caseId);
    const blind = await api.on(caseId, 'approveTransfer', receivingChief, { decision: 'refuse' });

    const answer = await api.on(caseId, 'approveTransfer', receivingChief, {
      decision: 'refuse',
      reason: '协作函缺章',
    });

    expect(fieldsOf(blind)).toEqual(['reason']);
    expect(answer.body).toMatchObject({ status: 'preparing' });
    expect((await transferNow(api.platform, caseId)).approvals).toEqual([]);
    const refusal = await told(caseId, 'transferApprovalRefused');
    expect(Object.keys(refusal?.legs ?? {}).toSorted()).toEqual(['qianqing', 'yaqian']);
    const event = (await eventsOf(api.platform.store, caseId)).at(-1);
    expect(event?.data).toMatchObject({ reason: '协作函缺章', stationId: 'yaqian' });
  });
});
