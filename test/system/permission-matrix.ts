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
