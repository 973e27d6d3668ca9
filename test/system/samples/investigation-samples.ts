import { confirmedChecklist } from '#cli/demo/scenes/february-theft/checklist.ts';
import { AT_THE_BORDER, type Stage } from '#test/system/support/stage.ts';
import { IDENTITY_NUMBER, NAMED, StagedInvestigations } from '#test/system/support/staged-investigations.ts';
import { rosterOfficer, type TestOfficer } from '#test/system/support/test-officer.ts';

import type { Sample, SampleRequest } from './sample-request.ts';

const qianqing = rosterOfficer('qianqing-duty-1');
const yaqianDeputy = rosterOfficer('yaqian-deputy');
const reason = '情况有变';
const note = '值班室记录';

type Parts = Omit<SampleRequest, 'as' | 'parameters' | 'ifMatch'>;

/** A request on an investigation that was brought to where it fits. */
function onCase(
  bring: (cases: StagedInvestigations, stage: Stage) => Promise<string>,
  parts: (cases: StagedInvestigations, stage: Stage, caseId: string) => Parts | Promise<Parts> = () => ({}),
  as: TestOfficer = rosterOfficer('yaqian-duty-1'),
): Sample {
  return async (stage) => {
    const cases = new StagedInvestigations(stage);
    const caseId = await bring(cases, stage);
    return { as, parameters: { caseId }, ...(await parts(cases, stage, caseId)) };
  };
}

/** The same, decided on the version that the case then has. */
function decidedOn(...sample: Parameters<typeof onCase>): Sample {
  return async (stage) => {
    const request = await onCase(...sample)(stage);
    return withVersion(stage, request);
  };
}

async function withVersion(stage: Stage, request: SampleRequest, purpose?: string): Promise<SampleRequest> {
  const ifMatch = await new StagedInvestigations(stage).etag(request.parameters?.['caseId'] ?? '', purpose);
  return { ...request, ifMatch };
}

/** A request on a coercive step, at the version that its case has. */
function onStep(
  bring: (cases: StagedInvestigations, caseId: string) => Promise<string>,
  parts: Parts,
  as: TestOfficer = qianqing,
): Sample {
  return async (stage) => {
    const cases = new StagedInvestigations(stage);
    const caseId = await cases.investigating();
    const stepId = await bring(cases, caseId);
    return withVersion(stage, { as, parameters: { caseId, stepId }, ...parts });
  };
}

const open = (cases: StagedInvestigations) => cases.open();
const investigating = (cases: StagedInvestigations) => cases.investigating();

/** A valid request for every operation on joint investigations, by operation id. */
export const investigationSamples: Readonly<Record<string, Sample>> = {
  openInvestigation: async (stage) => {
    const json = {
      ...new StagedInvestigations(stage).matter(),
      partnershipId: 'qianqing-yaqian',
      drill: false,
      severity: 'urgent',
    };
    return { as: stage.desk, json, otherJson: { ...json, facts: '另一份简要案情' } };
  },
  readInvestigation: onCase(open),
  amendInvestigation: onCase(open, (cases) => ({
    json: { ...cases.matter(), severity: 'normal' },
    otherJson: { facts: '补充的简要案情' },
  })),
  requestCooperation: decidedOn(
    (cases) => cases.moreAsked(),
    (cases) => ({
      json: { ...cases.letter(), supplement: '黑色电动车' },
      otherJson: { ...cases.letter(), supplement: '红色电动车' },
    }),
  ),
  answerCooperation: decidedOn(
    (cases) => cases.requested(),
    () => ({ json: { decision: 'decline', reason }, otherJson: { decision: 'accept' } }),
    qianqing,
  ),
  readInvestigationReport: onCase(open),

  addLead: onCase(investigating, async (cases, stage, caseId) => {
    const other = await cases.lead(caseId);
    const json = {
      kind: 'telephone',
      source: '通信数据分析',
      text: '凌晨一点出现在永乐村',
      occurredAt: stage.earlier(),
      point: AT_THE_BORDER,
      grading: { source: 'B', intelligence: 2, handling: 4 },
      attachments: [{ reference: '卷宗12', label: '照片', sha256: 'a'.repeat(64) }],
      links: [{ to: other, relation: '同一人' }],
      restrictedTo: [NAMED],
    };
    const { restrictedTo: _, ...open } = json;
    const grading = { source: 'B', intelligence: 2, handling: 5 };
    return { json, otherJson: { ...open, grading, handlingConditions: '不得提及来源' } };
  }),
  readLeads: onCase(investigating, async (cases, _, caseId) => {
    await cases.lead(caseId);
    return { query: { kind: 'camera', limit: '5', purpose: '核查' } };
  }),
  addSubject: onCase(investigating, () => ({
    json: {
      label: '房东',
      person: {
        name: '钱示例',
        sex: 'female',
        born: '1970-01-01',
        identityNumber: IDENTITY_NUMBER,
        telephone: '13900000666',
      },
      description: '住在一楼',
    },
    otherJson: { label: '黑色电动车', vehicle: { plate: '浙演00815', type: '电动自行车', colour: '黑' } },
  })),
  readSubjects: onCase(investigating, () => ({ query: { limit: '5', purpose: '核查' } })),
  addNote: onCase(investigating, async (cases, _, caseId) => {
    const leadIds = [await cases.lead(caseId)];
    const json = {
      kind: 'route',
      text: '沿104国道进入永乐村',
      leadIds,
      points: [AT_THE_BORDER],
      line: [AT_THE_BORDER, { lon: 120.42, lat: 30.13 }],
    };
    return { json, otherJson: { kind: 'hideout', text: '出租房', leadIds } };
  }),
  readNotes: onCase(investigating, () => ({ query: { limit: '5', purpose: '核查' } })),

  requestStep: onCase(
    investigating,
    () => {
      const json = {
        kind: 'search',
        target: '出租房',
        place: '永乐村12号',
        atStationId: 'qianqing',
        executingStationId: 'qianqing',
        checklist: confirmedChecklist('search'),
        note,
      };
      return { json, otherJson: { ...json, kind: 'seizure' } };
    },
    qianqing,
  ),
  decideStep: onStep(
    (cases, caseId) => cases.step(caseId),
    { json: { decision: 'approve', reason }, otherJson: { decision: 'refuse', reason } },
    rosterOfficer('yaqian-chief'),
  ),
  cancelStep: onStep((cases, caseId) => cases.step(caseId), {
    json: { reason },
    otherJson: { reason: '另有安排' },
  }),
  executeStep: async (stage) => {
    const bring = (cases: StagedInvestigations, caseId: string) => cases.approvedStep(caseId);
    const at = new Date(stage.system.now()).toISOString();
    const json = { at, localOfficerId: 'qianqing-patrol-1', note };
    return onStep(bring, { json, otherJson: { localOfficerId: 'qianqing-patrol-2' } })(stage);
  },
  recordEmergencyStep: onCase(
    investigating,
    (_, stage) => {
      const json = {
        kind: 'seizure',
        target: '电动车',
        place: '永乐村12号楼下',
        atStationId: 'qianqing',
        reason,
        executedAt: stage.earlier(),
        localOfficerId: 'qianqing-patrol-1',
        note,
      };
      return { json, otherJson: { ...json, kind: 'search' } };
    },
    qianqing,
  ),
  submitPapers: async (stage) => {
    const cases = new StagedInvestigations(stage);
    const caseId = await cases.investigating();
    const stepId = await cases.emergencyStep(caseId);
    const checklist = confirmedChecklist('seizure');
    const json = { checklist };
    return {
      as: qianqing,
      parameters: { caseId, stepId },
      json,
      otherJson: { checklist: checklist.toReversed() },
    };
  },

  reportLocation: onCase(investigating, async (cases, stage, caseId) => {
    const leadIds = [await cases.lead(caseId)];
    const json = { point: AT_THE_BORDER, place: '棋牌室', at: stage.earlier(), leadIds };
    return { json, otherJson: { ...json, place: '小商店' } };
  }),
  reportLocationLost: onCase(
    (cases) => cases.located(),
    () => ({ json: { reason }, otherJson: { reason: '从后门离开' } }),
  ),
  planArrest: decidedOn(
    (cases) => cases.located(),
    (_, stage) => {
      const dueAt = new Date(stage.system.now() + 3_600_000).toISOString();
      const by = (stationId: string) => ({
        tasks: [
          { stationId, text: '封控前后门', dueAt, assigneeId: `${stationId}-patrol-1` },
          { stationId: 'yaqian', text: '村口接应', dueAt },
        ],
        assembleAt: { time: dueAt, place: '警务室' },
        note,
      });
      const json = by('yaqian');
      return { json, otherJson: { tasks: json.tasks }, jsonFrom: by };
    },
  ),
  recordArrest: onCase(
    (cases) => cases.located(),
    (cases, stage) => {
      const { suspect } = cases.matter();
      const { known: _, ...details } = suspect;
      const at = new Date(stage.system.now()).toISOString();
      const by = (stationId: string) => ({
        emergency: { reason, atStationId: 'qianqing' },
        localOfficerId: 'qianqing-patrol-1',
        suspect: details,
        at,
        place: '棋牌室',
        byOfficerIds: [`${stationId}-patrol-1`],
        measure: 'summons',
        measureDocument: '传字〔2027〕3号',
        deprivedOfLibertyAt: at,
        note,
      });
      return { json: by('qianqing'), otherJson: { ...by('qianqing'), place: '小商店' }, jsonFrom: by };
    },
    qianqing,
  ),

  proposeClosing: decidedOn(
    investigating,
    async (cases, _, caseId) => {
      const json = { ...(await cases.closingOf(caseId)), note };
      return { json, otherJson: { ...json, outcome: 'suspended' } };
    },
    yaqianDeputy,
  ),
  consentClosing: decidedOn(
    (cases) => cases.proposedToClose(),
    async (cases, _, caseId) => {
      const { contentVersion } = await cases.closingOf(caseId);
      return { json: { contentVersion }, otherJson: { contentVersion: contentVersion + 1 } };
    },
    rosterOfficer('qianqing-deputy'),
  ),
  refuseClosing: decidedOn(
    (cases) => cases.proposedToClose(),
    () => ({ json: { reason }, otherJson: { reason: '尚待核实' } }),
    rosterOfficer('qianqing-deputy'),
  ),
  resumeInvestigation: async (stage) => {
    const caseId = await new StagedInvestigations(stage).suspended();
    const request = {
      as: yaqianDeputy,
      parameters: { caseId },
      json: { reason },
      otherJson: { reason: '发现新线索' },
    };
    return withVersion(stage, request, '恢复侦查');
  },
};
