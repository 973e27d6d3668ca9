import type { Role } from '#platform/actor/actor.ts';

/** How an officer's station stands to a case. Any other station does not learn that the case exists. */
export type CaseRelation = 'requesting' | 'assisting' | 'superior';

/** How an officer's station stands to a station whose roster or handovers are asked for. */
export type StationRelation = 'own' | 'partner' | 'superior';

/** Everybody who works a case at a station. */
const staff: readonly Role[] = ['dutyOfficer', 'patrolOfficer', 'deputy', 'chief'];
/** Those who run the desk: they decide for the station. */
const desk: readonly Role[] = ['dutyOfficer', 'deputy', 'chief'];
/** Those who answer for the station. */
const leaders: readonly Role[] = ['deputy', 'chief'];
const liaison: readonly Role[] = ['liaison'];
const nobody: readonly Role[] = [];
/** The superior is a station too, and its liaison runs its desk. */
const ownDesk: readonly Role[] = [...desk, ...liaison];

/**
 * Who may do what on a case: the roles allowed, by the relation of the officer's station to it.
 * What is not listed is refused (403); a station outside the partnership is told that there is no such case (404).
 */
export const casePermissions = {
  'case.read': { requesting: staff, assisting: staff, superior: liaison },
  'case.audit': { requesting: ['chief'], assisting: ['chief'], superior: ['liaison', 'administrator'] },
  'notification.acknowledge': { requesting: desk, assisting: desk, superior: liaison },
  'task.assign': { requesting: desk, assisting: desk, superior: nobody },
  'task.report': { requesting: staff, assisting: staff, superior: nobody },
  'missingPerson.amend': { requesting: desk, assisting: desk, superior: liaison },
  'missingPerson.addReport': { requesting: desk, assisting: desk, superior: liaison },
  'missingPerson.addPhoto': { requesting: desk, assisting: desk, superior: liaison },
  'missingPerson.reportSighting': { requesting: staff, assisting: staff, superior: liaison },
  'missingPerson.triageTip': { requesting: desk, assisting: desk, superior: liaison },
  'missingPerson.reportFound': { requesting: staff, assisting: staff, superior: liaison },
  'missingPerson.reunite': { requesting: desk, assisting: desk, superior: nobody },
  'missingPerson.withdraw': { requesting: desk, assisting: nobody, superior: nobody },
  'missingPerson.reopen': { requesting: desk, assisting: desk, superior: liaison },
  'missingPerson.close': { requesting: desk, assisting: nobody, superior: nobody },
  'missingPerson.publishAppeal': { requesting: desk, assisting: nobody, superior: nobody },
  'missingPerson.withdrawAppeal': { requesting: desk, assisting: desk, superior: nobody },
  'investigation.amend': { requesting: desk, assisting: desk, superior: nobody },
  'investigation.requestCooperation': { requesting: desk, assisting: nobody, superior: nobody },
  'investigation.answerCooperation': { requesting: nobody, assisting: desk, superior: nobody },
  'investigation.addLead': { requesting: staff, assisting: staff, superior: nobody },
  'investigation.addSubject': { requesting: staff, assisting: staff, superior: nobody },
  'investigation.addNote': { requesting: staff, assisting: staff, superior: nobody },
  'investigation.requestStep': { requesting: desk, assisting: desk, superior: nobody },
  'investigation.decideStep': { requesting: ['chief'], assisting: ['chief'], superior: nobody },
  'investigation.cancelStep': { requesting: desk, assisting: desk, superior: nobody },
  'investigation.executeStep': { requesting: desk, assisting: desk, superior: nobody },
  'investigation.recordEmergencyStep': { requesting: staff, assisting: staff, superior: nobody },
  'investigation.submitPapers': { requesting: desk, assisting: desk, superior: nobody },
  'investigation.reportLocation': { requesting: staff, assisting: staff, superior: nobody },
  'investigation.reportLost': { requesting: staff, assisting: staff, superior: nobody },
  'investigation.planArrest': { requesting: desk, assisting: desk, superior: nobody },
  'investigation.recordArrest': { requesting: desk, assisting: desk, superior: nobody },
  'investigation.proposeClosing': { requesting: leaders, assisting: leaders, superior: nobody },
  'investigation.consentClosing': { requesting: leaders, assisting: leaders, superior: nobody },
  'investigation.refuseClosing': { requesting: leaders, assisting: leaders, superior: nobody },
  'investigation.resume': { requesting: leaders, assisting: leaders, superior: nobody },
  'transfer.prepare': { requesting: nobody, assisting: staff, superior: nobody },
  'transfer.recordHealth': { requesting: staff, assisting: staff, superior: nobody },
  'transfer.recordLegal': { requesting: desk, assisting: desk, superior: nobody },
  'transfer.requestApproval': { requesting: nobody, assisting: desk, superior: nobody },
  'transfer.approve': { requesting: ['chief'], assisting: ['chief'], superior: nobody },
  'transfer.appoint': { requesting: desk, assisting: desk, superior: nobody },
  'transfer.release': { requesting: nobody, assisting: staff, superior: nobody },
  'transfer.receive': { requesting: staff, assisting: nobody, superior: nobody },
  'transfer.reportEscape': { requesting: staff, assisting: staff, superior: nobody },
  'transfer.recapture': { requesting: staff, assisting: staff, superior: nobody },
  'transfer.reportMedical': { requesting: staff, assisting: staff, superior: nobody },
  'transfer.freeByOrder': { requesting: desk, assisting: desk, superior: nobody },
  'transfer.cancel': { requesting: desk, assisting: desk, superior: nobody },
  'transfer.close': { requesting: desk, assisting: desk, superior: nobody },
  'registryHit.verify': { requesting: staff, assisting: staff, superior: nobody },
  'registryHit.compare': { requesting: staff, assisting: staff, superior: liaison },
} as const satisfies Record<string, Record<CaseRelation, readonly Role[]>>;

/** Who may do what at a station, by the relation of the officer's station to it. */
export const stationPermissions = {
  'missingPerson.open': { own: desk, partner: nobody, superior: liaison },
  'investigation.open': { own: desk, partner: nobody, superior: nobody },
  'transfer.open': { own: desk, partner: nobody, superior: nobody },
  'case.list': { own: [...staff, ...liaison], partner: nobody, superior: liaison },
  'roster.read': {
    own: [...staff, ...liaison, 'administrator'],
    partner: desk,
    superior: ['liaison', 'administrator'],
  },
  'roster.replace': { own: ['chief', 'administrator'], partner: nobody, superior: ['administrator'] },
  'handover.write': { own: ownDesk, partner: nobody, superior: nobody },
  'handover.accept': { own: ownDesk, partner: nobody, superior: nobody },
  'handover.read': { own: ownDesk, partner: nobody, superior: liaison },
} as const satisfies Record<string, Record<StationRelation, readonly Role[]>>;

/** How an officer's station stands to a partnership whose registry is used. Any other is told that there is none. */
export type PartnershipRelation = 'member' | 'superior';

/** Who may do what in the registry of a partnership. */
export const partnershipPermissions = {
  'registry.register': { member: staff, superior: nobody },
  'registry.correct': { member: staff, superior: nobody },
  'registry.propose': { member: staff, superior: nobody },
  'registry.decideProposal': { member: desk, superior: nobody },
  'registry.erase': { member: ['chief'], superior: nobody },
  'registry.lookup': { member: staff, superior: liaison },
  'registry.readChanges': { member: desk, superior: nobody },
  'registry.readDigest': { member: leaders, superior: [...liaison, 'administrator'] },
  'registry.import': { member: desk, superior: nobody },
  'registry.export': { member: leaders, superior: nobody },
  'registry.readPermits': { member: staff, superior: nobody },
  'registry.visit': { member: staff, superior: nobody },
  'wanted.import': { member: desk, superior: liaison },
  'wanted.withdraw': { member: desk, superior: liaison },
  'wanted.read': { member: staff, superior: liaison },
} as const satisfies Record<string, Record<PartnershipRelation, readonly Role[]>>;

/** Something an officer does in the registry of a partnership. */
export type PartnershipAction = keyof typeof partnershipPermissions;

/** Something an officer does on a case. */
export type CaseAction = keyof typeof casePermissions;

/** Something an officer does at a station. */
export type StationAction = keyof typeof stationPermissions;
