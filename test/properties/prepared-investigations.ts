import {
  investigationCalls,
  qianqing,
  qianqingDeputy,
  search,
  searchChecklist,
  stateOf,
  yaqianChief,
  yaqianDeputy,
} from '#test/functions/investigation/investigation-api.ts';
import { MemoryStore, type Interference } from '#test/support/memory-store.ts';
import { exampleDeployment, TurnedClock } from '#test/support/platform.ts';
import { loadRosters } from '#test/support/rosters.ts';
import { InProcessStationSigner } from '#test/support/station-signer.ts';

type Calls = ReturnType<typeof investigationCalls>;

/** Steps of the process; they may come at any time, and twice. */
export const INVESTIGATION_STEPS = [
  'callChief',
  'callSuperior',
  'escalateTasks',
  'escalatePapers',
  'remindConsent',
  'look',
] as const;

/** Investigations at every stage of the way. */
const stages: readonly ((calls: Calls) => Promise<string>)[] = [
  ({ open }) => open(),
  ({ joint }) => joint(),
  async ({ joint, approvedStep }) => {
    const caseId = await joint();
    await approvedStep(caseId);
    return caseId;
  },
  async ({ joint, done }) => {
    const caseId = await joint();
    const stepId = String((await done(caseId, 'requestStep', qianqing, search))['stepId']);
    await done(caseId, 'decideStep', yaqianChief, { decision: 'approve' }, { stepId });
    return caseId;
  },
  async ({ joint, done }) => {
    const caseId = await joint();
    const emergency = { kind: 'search', target: '车', place: '桥头', atStationId: 'qianqing' };
    const executedAt = '2027-03-01T11:59:00.000Z';
    const report = { ...emergency, reason: '转移赃物', executedAt };
    const stepId = String((await done(caseId, 'recordEmergencyStep', qianqing, report))['stepId']);
    await done(caseId, 'submitPapers', qianqing, { checklist: searchChecklist }, { stepId });
    return caseId;
  },
  async ({ joint, done }) => {
    const caseId = await joint();
    await done(caseId, 'reportLocation', qianqing, { point: { lon: 120, lat: 30 }, place: '厂房' });
    return caseId;
  },
  async ({ joint, arrested }) => {
    const caseId = await joint();
    await arrested(caseId);
    return caseId;
  },
  async (calls) => proposed(calls, 'withoutResult'),
  async (calls) => proposed(calls, 'suspended'),
  async (calls) => {
    const caseId = await proposed(calls, 'suspended');
    const { contentVersion } = await stateOf(calls.platform, caseId);
    await calls.done(caseId, 'consentClosing', qianqingDeputy, { contentVersion });
    return caseId;
  },
];

async function proposed({ joint, done, platform }: Calls, outcome: string): Promise<string> {
  const caseId = await joint();
  const { contentVersion } = await stateOf(platform, caseId);
  await done(caseId, 'proposeClosing', yaqianDeputy, { outcome, contentVersion });
  return caseId;
}

/** An investigation that stands somewhere, to be copied for each course. */
export interface PreparedInvestigation {
  readonly caseId: string;
  readonly copy: (interference: Interference) => ReturnType<typeof platformOn>;
}

/** Investigations at every stage of the way, on stores of their own, with the example rosters. */
export async function preparedInvestigations(): Promise<PreparedInvestigation[]> {
  const signer = new InProcessStationSigner();
  return Promise.all(
    stages.map(async (prepare) => {
      const store = new MemoryStore();
      await loadRosters(store);
      const caseId = await prepare(investigationCalls(platformOn(store, signer)));
      return { caseId, copy: (interference: Interference) => platformOn(store.copy(interference), signer) };
    }),
  );
}

const deployment = exampleDeployment();

function platformOn(store: MemoryStore, signer: InProcessStationSigner) {
  return { store, signer, clock: new TurnedClock(), deployment };
}
