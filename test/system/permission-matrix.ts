import type { Role } from '#platform/actor/actor.ts';

/** Roles that an operation lets act, by how their station stands to the case or to the station asked for. */
export interface AllowedRoles {
  /** Officers of the station that opened the case; of the very station whose roster or handovers are asked for. */
  readonly own: readonly Role[];
  /** Officers of the other station of the partnership. */
  readonly partner: readonly Role[];
  /** Officers at the common superior. */
  readonly superior: readonly Role[];
}

const staff = ['dutyOfficer', 'patrolOfficer', 'deputy', 'chief'] as const;
const desk = ['dutyOfficer', 'deputy', 'chief'] as const;
const leaders = ['deputy', 'chief'] as const;

/**
 * Who may do what, written down once more and on purpose not taken from the permission table: whoever changes who may
 * do something changes it in two places, knowingly. Everything that is not listed is refused.
 */
export const permissionMatrix: Readonly<Record<string, AllowedRoles>> = {
  openMissingPerson: { own: desk, partner: [], superior: ['liaison'] },
  readMissingPerson: { own: staff, partner: staff, superior: ['liaison'] },
  amendMissingPerson: { own: desk, partner: desk, superior: ['liaison'] },
  addReport: { own: desk, partner: desk, superior: ['liaison'] },
  requestPhotoUpload: { own: desk, partner: desk, superior: ['liaison'] },
  confirmPhoto: { own: desk, partner: desk, superior: ['liaison'] },
  readPhoto: { own: staff, partner: staff, superior: ['liaison'] },
  reportSighting: { own: staff, partner: staff, superior: ['liaison'] },
  triageTip: { own: desk, partner: desk, superior: ['liaison'] },
  reportFound: { own: staff, partner: staff, superior: ['liaison'] },
  reunite: { own: desk, partner: desk, superior: [] },
  withdrawReport: { own: desk, partner: [], superior: [] },
  reopenCase: { own: desk, partner: desk, superior: ['liaison'] },
  closeCase: { own: desk, partner: [], superior: [] },
  publishAppeal: { own: desk, partner: [], superior: [] },
  withdrawAppeal: { own: desk, partner: desk, superior: [] },
  readSearchMap: { own: staff, partner: staff, superior: ['liaison'] },
  readReport: { own: staff, partner: staff, superior: ['liaison'] },

  readInvestigation: { own: staff, partner: staff, superior: ['liaison'] },
  readInvestigationReport: { own: staff, partner: staff, superior: ['liaison'] },
  readLeads: { own: staff, partner: staff, superior: ['liaison'] },
  readSubjects: { own: staff, partner: staff, superior: ['liaison'] },
  readNotes: { own: staff, partner: staff, superior: ['liaison'] },
  amendInvestigation: { own: desk, partner: desk, superior: [] },
  requestCooperation: { own: desk, partner: [], superior: [] },
  answerCooperation: { own: [], partner: desk, superior: [] },
  addLead: { own: staff, partner: staff, superior: [] },
  addSubject: { own: staff, partner: staff, superior: [] },
  addNote: { own: staff, partner: staff, superior: [] },
  requestStep: { own: desk, partner: desk, superior: [] },
  decideStep: { own: ['chief'], partner: ['chief'], superior: [] },
  // The sample's steps are Qianqing's.
  cancelStep: { own: [], partner: desk, superior: [] },
  executeStep: { own: [], partner: desk, superior: [] },
  recordEmergencyStep: { own: staff, partner: staff, superior: [] },
  submitPapers: { own: [], partner: desk, superior: [] },
  reportLocation: { own: staff, partner: staff, superior: [] },
  reportLocationLost: { own: staff, partner: staff, superior: [] },
  planArrest: { own: desk, partner: desk, superior: [] },
  recordArrest: { own: desk, partner: desk, superior: [] },
  proposeClosing: { own: leaders, partner: leaders, superior: [] },
  // What Yaqian has proposed, Qianqing consents to.
  consentClosing: { own: [], partner: leaders, superior: [] },
  refuseClosing: { own: leaders, partner: leaders, superior: [] },
  resumeInvestigation: { own: leaders, partner: leaders, superior: [] },

  // Suspects of these transfers are held by Qianqing, and Yaqian is to have them.
  readTransfer: { own: staff, partner: staff, superior: ['liaison'] },
  readCustody: { own: staff, partner: staff, superior: ['liaison'] },
  readCustodyHeads: { own: staff, partner: staff, superior: ['liaison'] },
  readTransferReport: { own: staff, partner: staff, superior: ['liaison'] },
  recordTransferDocuments: { own: [], partner: staff, superior: [] },
  recordHealthCheck: { own: [], partner: staff, superior: [] },
  listProperty: { own: [], partner: staff, superior: [] },
  assessEscortRisks: { own: [], partner: staff, superior: [] },
  recordMeasure: { own: desk, partner: desk, superior: [] },
  recordDuty: { own: desk, partner: desk, superior: [] },
  recordExtension: { own: desk, partner: desk, superior: [] },
  recordTravel: { own: desk, partner: desk, superior: [] },
  requestTransferApproval: { own: [], partner: desk, superior: [] },
  approveTransfer: { own: ['chief'], partner: ['chief'], superior: [] },
  appointHandover: { own: desk, partner: desk, superior: [] },
  releaseSuspect: { own: [], partner: staff, superior: [] },
  receiveSuspect: { own: staff, partner: [], superior: [] },
  refuseReceipt: { own: staff, partner: [], superior: [] },
  reportEscape: { own: [], partner: staff, superior: [] },
  recaptureSuspect: { own: staff, partner: staff, superior: [] },
  reportMedicalEmergency: { own: [], partner: staff, superior: [] },
  clearMedically: { own: [], partner: staff, superior: [] },
  freeByOrder: { own: [], partner: desk, superior: [] },
  cancelTransfer: { own: desk, partner: desk, superior: [] },
  closeTransfer: { own: desk, partner: desk, superior: [] },

  // Residents of these requests are Yaqian's.
  registerResident: { own: staff, partner: staff, superior: [] },
  readResident: { own: staff, partner: staff, superior: ['liaison'] },
  readResidentHistory: { own: staff, partner: staff, superior: ['liaison'] },
  correctResident: { own: staff, partner: [], superior: [] },
  eraseResident: { own: ['chief'], partner: [], superior: [] },
  addResidence: { own: staff, partner: [], superior: [] },
  endResidence: { own: staff, partner: [], superior: [] },
  addWork: { own: staff, partner: [], superior: [] },
  endWork: { own: staff, partner: [], superior: [] },
  setPermit: { own: staff, partner: [], superior: [] },
  endorsePermit: { own: staff, partner: [], superior: [] },
  // Refused to the station that answers for the record with a conflict: it may correct it at once.
  proposeCorrection: { own: staff, partner: staff, superior: [] },
  listProposals: { own: staff, partner: staff, superior: [] },
  readProposal: { own: staff, partner: staff, superior: ['liaison'] },
  acceptProposal: { own: desk, partner: [], superior: [] },
  refuseProposal: { own: desk, partner: [], superior: [] },
  readChanges: { own: desk, partner: desk, superior: [] },
  readExchangeCounts: { own: desk, partner: desk, superior: [] },
  lookUpResidents: { own: staff, partner: staff, superior: ['liaison'] },
  readLookupDigest: { own: leaders, partner: [], superior: ['liaison', 'administrator'] },
  // Each station brings in and takes out its own residents alone.
  requestFileUpload: { own: desk, partner: desk, superior: [] },
  importResidents: { own: desk, partner: [], superior: [] },
  listImports: { own: desk, partner: desk, superior: [] },
  readImport: { own: desk, partner: [], superior: [] },
  readRejectedRows: { own: desk, partner: [], superior: [] },
  stopImport: { own: desk, partner: [], superior: [] },
  resumeImport: { own: desk, partner: [], superior: [] },
  exportResidents: { own: leaders, partner: [], superior: [] },
  readExport: { own: leaders, partner: [], superior: [] },
  issueNotice: { own: desk, partner: desk, superior: ['liaison'] },
  readNotice: { own: staff, partner: staff, superior: ['liaison'] },
  withdrawNotice: { own: desk, partner: desk, superior: ['liaison'] },
  reissueNotice: { own: desk, partner: desk, superior: ['liaison'] },

  // The resident of this hit is Yaqian's.
  readRegistryHit: { own: staff, partner: staff, superior: ['liaison'] },
  readRegistryHitReport: { own: staff, partner: staff, superior: ['liaison'] },
  compareRegistryHit: { own: staff, partner: staff, superior: ['liaison'] },
  giveVerdict: { own: staff, partner: staff, superior: [] },

  readTimeline: { own: staff, partner: staff, superior: ['liaison'] },
  readNotifications: { own: staff, partner: staff, superior: ['liaison'] },
  acknowledgeNotification: { own: desk, partner: desk, superior: ['liaison'] },
  readTasks: { own: staff, partner: staff, superior: ['liaison'] },
  assignTask: { own: desk, partner: desk, superior: [] },
  reportTask: { own: staff, partner: staff, superior: [] },
  readAudit: { own: ['chief'], partner: ['chief'], superior: ['liaison', 'administrator'] },

  readRoster: {
    own: [...staff, 'liaison', 'administrator'],
    partner: desk,
    superior: ['liaison', 'administrator'],
  },
  replaceRoster: { own: ['chief', 'administrator'], partner: [], superior: ['administrator'] },
  writeHandover: { own: [...desk, 'liaison'], partner: [], superior: [] },
  listHandovers: { own: [...desk, 'liaison'], partner: [], superior: ['liaison'] },
  acceptHandover: { own: [...desk, 'liaison'], partner: [], superior: [] },
};

/** Operations that speak of the officer's own station whoever asks: everybody who works cases gets their own answer. */
export const ownStationOperations: Readonly<Record<string, readonly Role[]>> = {
  listCases: [...staff, 'liaison'],
  readInbox: [...staff, 'liaison'],
};

/** Operations by which a station opens a case of its own with its partner: by role, for whatever station. */
export const openingOperations: Readonly<Record<string, readonly Role[]>> = {
  openInvestigation: desk,
  openTransfer: desk,
};
