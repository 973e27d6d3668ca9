import { requiredDocuments } from '#cli/demo/scenes/february-theft/checklist.ts';
import { AT_THE_BORDER, type Stage } from '#test/system/support/stage.ts';
import { StagedTransfers, THING } from '#test/system/support/staged-transfers.ts';
import { rosterOfficer, type TestOfficer } from '#test/system/support/test-officer.ts';

import type { Sample, SampleRequest } from './sample-request.ts';

const yaqian = rosterOfficer('yaqian-duty-1');
const qianqing = rosterOfficer('qianqing-duty-1');
const reason = '情况有变';
const note = '值班室记录';

type Parts = Omit<SampleRequest, 'as' | 'parameters' | 'ifMatch'>;
type Bring = (cases: StagedTransfers) => Promise<string>;

/** A request on a transfer that was brought to where it fits. */
function onCase(bring: Bring, parts: (stage: Stage) => Parts, as: TestOfficer = qianqing): Sample {
  return async (stage) => ({
    as,
    parameters: { caseId: await bring(new StagedTransfers(stage)) },
    ...parts(stage),
  });
}

/** The same, decided on the version that the case then has. */
function decidedOn(bring: Bring, parts: (stage: Stage) => Parts, as: TestOfficer = qianqing): Sample {
  return async (stage) => {
    const request = await onCase(bring, parts, as)(stage);
    const ifMatch = await new StagedTransfers(stage).etag(request.parameters?.['caseId'] ?? '');
    return { ...request, ifMatch };
  };
}

const preparing: Bring = (cases) => cases.preparing();
const now = (stage: Stage) => new Date(stage.system.now()).toISOString();
const nothing = () => ({});

/** A valid request for every operation on suspect transfers, by operation id. */
export const transferSamples: Readonly<Record<string, Sample>> = {
  openTransfer: async (stage) => {
    const json = { ...new StagedTransfers(stage).held(), partnershipId: 'qianqing-yaqian' };
    return { as: qianqing, json, otherJson: { ...json, severity: 'normal' } };
  },
  readTransfer: onCase(preparing, nothing),
  readCustody: onCase(preparing, nothing),
  readCustodyHeads: onCase(preparing, nothing),
  readTransferReport: onCase(preparing, nothing),

  recordTransferDocuments: onCase(preparing, () => ({
    json: { documents: requiredDocuments() },
    otherJson: { documents: requiredDocuments().slice(1) },
  })),
  recordHealthCheck: onCase(preparing, (stage) => {
    const json = { at: now(stage), by: '值班医生', condition: 'fit', findings: '未见外伤' };
    return { json, otherJson: { ...json, condition: 'fitWithCare' } };
  }),
  listProperty: onCase(preparing, () => ({
    json: { items: [THING], struckItemIds: ['P-9'] },
    otherJson: { items: [] },
  })),
  assessEscortRisks: onCase(preparing, () => ({
    json: { level: 'low', notes: note },
    otherJson: { level: 'high', notes: note },
  })),

  recordMeasure: onCase(preparing, (stage) => {
    const json = { measure: 'detention', since: now(stage), document: '拘字〔2027〕2号' };
    return { json, otherJson: { ...json, document: '拘字〔2027〕3号' } };
  }),
  recordDuty: onCase(preparing, (stage) => {
    const json = { limitId: 'family-told', at: now(stage), documentNumber: '通字〔2027〕2号' };
    return { json, otherJson: { limitId: 'family-told' } };
  }),
  recordExtension: onCase(preparing, (stage) => {
    const json = {
      limitId: 'summons',
      extensionId: 'summons-complex',
      documentNumber: '延字〔2027〕1号',
      issuedAt: now(stage),
    };
    return { json, otherJson: { ...json, documentNumber: '延字〔2027〕2号' } };
  }),
  recordTravel: onCase(preparing, (stage) => {
    const json = { departedAt: stage.earlier(), arrivedAt: now(stage) };
    return { json, otherJson: { departedAt: json.departedAt, arrivedAt: json.departedAt } };
  }),

  requestTransferApproval: decidedOn(
    (cases) => cases.prepared(),
    () => ({ json: {} }),
  ),
  approveTransfer: decidedOn(
    (cases) => cases.awaitingApproval(),
    () => ({ json: { decision: 'approve', reason }, otherJson: { decision: 'refuse', reason } }),
    rosterOfficer('yaqian-chief'),
  ),
  appointHandover: decidedOn(
    (cases) => cases.approved(),
    (stage) => {
      const json = {
        at: new Date(stage.system.now() + 1_800_000).toISOString(),
        place: '界牌岗亭',
        point: AT_THE_BORDER,
      };
      return { json, otherJson: { ...json, place: '警务室' } };
    },
  ),
  releaseSuspect: decidedOn(
    (cases) => cases.appointed(),
    () => ({ json: { note }, otherJson: {} }),
  ),
  receiveSuspect: decidedOn(
    (cases) => cases.handingOver(),
    () => {
      const objected = { decision: 'objected', objection: '封条破损' };
      const property = [{ itemId: THING.itemId, ...objected }];
      return {
        json: { health: objected, property },
        otherJson: { health: { decision: 'confirmed' }, property },
      };
    },
    yaqian,
  ),
  refuseReceipt: decidedOn(
    (cases) => cases.handingOver(),
    () => ({ json: { reason }, otherJson: { reason: '封条破损' } }),
    yaqian,
  ),

  reportEscape: onCase(preparing, (stage) => {
    const json = { at: now(stage), place: '卫生院门口', point: AT_THE_BORDER, note };
    return { json, otherJson: { ...json, place: '后门' } };
  }),
  recaptureSuspect: onCase(
    (cases) => cases.escaped(),
    (stage) => ({ json: { at: now(stage), place: '公交站' }, otherJson: { place: '后门' } }),
  ),
  reportMedicalEmergency: onCase(preparing, () => ({
    json: { hospital: '钱清镇卫生院', note },
    otherJson: { hospital: '衙前镇卫生院' },
  })),
  clearMedically: onCase(
    (cases) => cases.hospitalised(),
    () => ({ json: { note }, otherJson: {} }),
  ),
  freeByOrder: onCase(preparing, (stage) => {
    const json = { documentNumber: '裁定1号', court: '某区人民法院', at: now(stage) };
    return { json, otherJson: { ...json, documentNumber: '裁定2号' } };
  }),

  cancelTransfer: decidedOn(preparing, () => ({ json: { reason }, otherJson: { reason: '改由钱清办理' } })),
  closeTransfer: decidedOn(
    (cases) => cases.cancelled(),
    () => ({ json: { note }, otherJson: {} }),
  ),
};
