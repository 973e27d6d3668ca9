import { PARTNERSHIP } from '#test/support/registry.ts';
import { StagedRegistry } from '#test/system/support/staged-registry.ts';
import { rosterOfficer, type TestOfficer } from '#test/system/support/test-officer.ts';
import type { Stage } from '#test/system/support/stage.ts';

import type { Sample, SampleRequest } from './sample-request.ts';

const yaqian = rosterOfficer('yaqian-duty-1');
const chief = rosterOfficer('yaqian-chief');
const partnershipId = PARTNERSHIP;
const purpose = '核对信息';
const ground = { purpose: 'residenceRegistration', legalBasis: 'residenceRegistrationRules' };

type Parts = Omit<SampleRequest, 'as' | 'parameters'>;

/** A request on a resident of Yaqian's. */
function onResident(parts: (registry: StagedRegistry) => Parts, as: TestOfficer = yaqian): Sample {
  return async (stage) => {
    const registry = new StagedRegistry(stage);
    const residentId = await registry.resident({ registrations: [HOME], work: [WORK], permit: PERMIT });
    return { as, parameters: { partnershipId, residentId }, ...parts(registry) };
  };
}

/** A request on a correction that Qianqing has proposed to Yaqian. */
function onProposal(parts: Parts): Sample {
  return async (stage) => {
    const { proposalId } = await new StagedRegistry(stage).proposal();
    return { as: yaqian, parameters: { partnershipId, proposalId }, ...parts };
  };
}

function onNotice(bring: (registry: StagedRegistry) => Promise<string>, parts: Parts): Sample {
  return async (stage) => {
    const noticeId = await bring(new StagedRegistry(stage));
    return { as: yaqian, parameters: { partnershipId, noticeId }, ...parts };
  };
}

function onHit(parts: Parts): Sample {
  return async (stage) => {
    const caseId = await new StagedRegistry(stage).hit();
    return { as: yaqian, parameters: { caseId }, ...parts };
  };
}

const HOME = {
  address: '萧山区衙前镇演化路1号2幢301室',
  from: '2024-03-01',
  housing: 'rented',
  landlord: { name: '沈演', telephone: '13900000886' },
  reportedBy: 'landlord',
  registeredOn: '2024-03-02',
} as const;
const WORK = { employer: '演示纺织厂', role: '挡车工', from: '2024-04-01' } as const;
const PERMIT = {
  number: '815-0001',
  issuedOn: '2024-10-01',
  endorsedOn: '2025-10-01',
  validTo: '2026-10-01',
} as const;
const elsewhere = {
  ...HOME,
  address: '萧山区衙前镇凤演路8号',
  from: '2025-03-01',
  registeredOn: '2025-03-02',
};
const everything = (registry: StagedRegistry) => ({
  ...registry.person({ registrations: [HOME], work: [WORK], permit: PERMIT }),
  nativePlace: '演示省演示县',
  telephones: ['13900000885'],
  photoReference: 'photos/815',
});
const day = (stage: Stage) => new Date(stage.system.now()).toISOString().slice(0, 10);

/** A valid request for every operation on residents, lookups, wanted notices and hits, by operation id. */
export const registrySamples: Readonly<Record<string, Sample>> = {
  registerResident: async (stage) => {
    const registry = new StagedRegistry(stage);
    // The first of all is entered together with the secret that wraps the keys of all.
    await registry.resident();
    return {
      as: yaqian,
      parameters: { partnershipId },
      json: everything(registry),
      otherJson: registry.person(),
    };
  },
  readResident: onResident(() => ({ query: ground })),
  readResidentHistory: onResident(() => ({ query: ground })),
  correctResident: onResident(() => ({
    ifMatch: '"1"',
    json: { telephones: ['13900000884'], nativePlace: '演示省', studying: true },
    otherJson: { telephones: [] },
  })),
  eraseResident: onResident(
    () => ({
      ifMatch: '"1"',
      json: { ground: 'enteredInError', documentNumber: '萧公删字〔2027〕1号' },
      otherJson: { ground: 'order' },
    }),
    chief,
  ),
  addResidence: onResident(() => ({
    json: elsewhere,
    otherJson: { ...elsewhere, address: '萧山区衙前镇衙演路9号' },
  })),
  endResidence: onResident(() => ({ json: { to: '2025-01-31' }, otherJson: { to: '2025-02-01' } })),
  addWork: onResident(() => {
    const json = { employer: '演示印染厂', role: '操作工', from: '2025-01-01', to: '2025-06-30' };
    return { json, otherJson: { ...json, role: '染色工' } };
  }),
  endWork: onResident(() => {
    const json = { employer: WORK.employer, to: '2025-01-31' };
    return { json, otherJson: { ...json, to: '2025-02-01' } };
  }),
  setPermit: onResident(() => {
    const json = { ...PERMIT, number: '815-0002' };
    return { json, otherJson: { ...json, number: '815-0003' } };
  }),
  endorsePermit: onResident(() => ({
    json: { endorsedOn: '2026-09-01', validTo: '2027-10-01' },
    otherJson: { endorsedOn: '2026-09-02', validTo: '2027-10-01' },
  })),

  proposeCorrection: onResident(
    () => ({
      json: { changes: { telephones: ['13900000883'] }, residence: elsewhere, move: true },
      otherJson: { move: true },
    }),
    rosterOfficer('qianqing-duty-1'),
  ),
  listProposals: onProposal({}),
  readProposal: onProposal({ query: ground }),
  acceptProposal: onProposal({ ifMatch: '"1"', json: {} }),
  refuseProposal: onProposal({ json: { reason: 'wrong' }, otherJson: { reason: 'notProven' } }),

  readChanges: onResident(() => ({ query: { station: 'yaqian', after: '0', wait: '1' } })),
  readExchangeCounts: async (stage) => ({
    as: yaqian,
    parameters: { partnershipId },
    query: { from: day(stage), to: day(stage) },
  }),

  lookUpResidents: async (stage) => {
    const registry = new StagedRegistry(stage);
    const reason = {
      purpose: 'identityCheck',
      ground: { legalBasis: 'policeLaw', documentNumber: '萧公查字〔2027〕1号' },
    };
    const criteria = {
      name: '演员',
      birthDate: '1985-03-12',
      telephone: '13900000882',
      address: HOME.address,
      employer: WORK.employer,
    };
    return {
      as: yaqian,
      parameters: { partnershipId },
      json: { ...reason, criteria },
      otherJson: { ...reason, criteria: { document: registry.document() } },
    };
  },
  readLookupDigest: async (stage) => ({
    as: chief,
    parameters: { partnershipId, day: day(stage) },
    query: { station: 'yaqian' },
  }),

  issueNotice: async (stage) => {
    const registry = new StagedRegistry(stage);
    return {
      as: yaqian,
      parameters: { partnershipId },
      json: registry.wanted(),
      otherJson: registry.wanted(),
    };
  },
  readNotice: onNotice((registry) => registry.notice(), { query: { purpose } }),
  withdrawNotice: onNotice((registry) => registry.notice(), { ifMatch: '"1"', json: {} }),
  reissueNotice: onNotice((registry) => registry.withdrawnNotice(), {
    ifMatch: '"2"',
    json: { validTo: '2098-12-31' },
    otherJson: {},
  }),

  readRegistryHit: onHit({ query: { purpose } }),
  readRegistryHitReport: onHit({ query: { purpose } }),
  compareRegistryHit: onHit({}),
  giveVerdict: onHit({
    json: { verdict: 'undecided', checkedBy: ['photo'] },
    otherJson: { verdict: 'notThePerson', checkedBy: ['photo'] },
  }),
};
