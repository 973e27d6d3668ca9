import { investigationSamples } from './samples/investigation-samples.ts';
import { exchangeSamples } from './samples/exchange-samples.ts';
import type { Sample } from './samples/sample-request.ts';
import { registrySamples } from './samples/registry-samples.ts';
import { transferSamples } from './samples/transfer-samples.ts';
import { AT_THE_BORDER, JPEG, type Stage } from './support/stage.ts';
import { rosterOfficer } from './support/test-officer.ts';
import { exampleRosters } from '#cli/load-example-rosters.ts';

const desk = rosterOfficer('yaqian-duty-1');
const chief = rosterOfficer('yaqian-chief');
const note = '值班室记录';

async function newCase(stage: Stage) {
  return { as: desk, parameters: { caseId: await stage.searching() } };
}

async function decidedOn(stage: Stage, caseId: string) {
  return { as: desk, parameters: { caseId }, ifMatch: await stage.etag(caseId) };
}

/** A valid request for every operation, by operation id. */
export const sampleRequests: Readonly<Record<string, Sample>> = {
  openMissingPerson: async (stage) => {
    const json = {
      ...stage.intake(),
      requestingStationId: 'yaqian',
      partnershipId: 'qianqing-yaqian',
      drill: false,
      severity: 'urgent',
      direction: 90,
      reporter: { name: '沈一', telephone: '13900000888', relation: '女儿' },
      distinctFrom: [],
    };
    return { as: desk, json, otherJson: { ...json, direction: 91 } };
  },
  readMissingPerson: newCase,
  amendMissingPerson: async (stage) => {
    const json = {
      severity: 'urgent',
      person: { clothing: '红色外套', ageYears: 79, description: '步态缓慢', name: '周慢', sex: 'female' },
      lastSeen: { placeDescription: '菜场南门', point: AT_THE_BORDER, at: stage.earlier() },
      meansOfTravel: 'bus',
      direction: 45,
      category: 'dementia',
    };
    return { ...(await newCase(stage)), json, otherJson: { direction: 46 } };
  },
  addReport: async (stage) => {
    const json = {
      reporter: { name: '沈二', telephone: '13900000887', relation: '邻居' },
      person: { description: '戴帽子', name: '周慢', sex: 'female', ageYears: 78, clothing: '蓝色棉袄' },
      lastSeen: { point: AT_THE_BORDER, placeDescription: '路口', at: stage.earlier() },
      meansOfTravel: 'onFoot',
      direction: 10,
    };
    return { ...(await newCase(stage)), json, otherJson: { ...json, direction: 11 } };
  },
  requestPhotoUpload: async (stage) => ({
    ...(await newCase(stage)),
    json: { contentType: 'image/jpeg', bytes: JPEG.length },
    otherJson: { contentType: 'image/png', bytes: JPEG.length },
  }),
  confirmPhoto: async (stage) => {
    const caseId = await stage.searching();
    return { as: desk, parameters: { caseId, photoId: await stage.photo(caseId, false) }, json: {} };
  },
  readPhoto: async (stage) => {
    const caseId = await stage.searching();
    return { as: desk, parameters: { caseId, photoId: await stage.photo(caseId) } };
  },
  reportSighting: async (stage) => {
    const json = {
      point: AT_THE_BORDER,
      seenAt: stage.earlier(),
      direction: 120,
      placeDescription: '路口东侧',
      note,
    };
    return { ...(await newCase(stage)), json, otherJson: { ...json, direction: 121 } };
  },
  triageTip: async (stage) => {
    const caseId = await stage.searching();
    const tipId = await stage.tip(caseId, await stage.appeal(caseId));
    const seen = {
      point: AT_THE_BORDER,
      seenAt: stage.earlier(),
      direction: 5,
      placeDescription: '公交站',
      note,
    };
    const json = { decision: 'sighting', ...seen };
    return { as: desk, parameters: { caseId, tipId }, json, otherJson: { decision: 'dismiss', note } };
  },
  reportFound: async (stage) => {
    const place = { point: AT_THE_BORDER, placeDescription: '104国道与群贤路口' };
    const json = { condition: 'safe', ...place, at: stage.earlier(), note };
    return { ...(await newCase(stage)), json, otherJson: { condition: 'injured' } };
  },
  reunite: async (stage) => ({
    ...(await decidedOn(stage, await stage.found())),
    json: { with: '女儿', at: stage.earlier(), note },
    otherJson: { with: '儿子' },
  }),
  withdrawReport: async (stage) => ({
    ...(await decidedOn(stage, await stage.searching())),
    json: { reason: 'cancelled', note },
    otherJson: { reason: 'falseAlarm' },
  }),
  reopenCase: async (stage) => ({
    ...(await decidedOn(stage, await stage.found())),
    json: { reason: '不是本人' },
    otherJson: { reason: '认错了人' },
  }),
  closeCase: async (stage) => ({
    ...(await decidedOn(stage, await stage.reunited())),
    json: { note },
    otherJson: {},
  }),
  publishAppeal: async (stage) => {
    const caseId = await stage.searching();
    const photoId = await stage.photo(caseId);
    const show = ['category', 'sex', 'age', 'clothing', 'photo'];
    const json = { show, placeText: '钱清一带', photoId, contactTelephone: '13900000777' };
    return { ...(await decidedOn(stage, caseId)), json, otherJson: { show: ['category'] } };
  },
  withdrawAppeal: async (stage) => {
    const caseId = await stage.searching();
    await stage.appeal(caseId);
    return { ...(await decidedOn(stage, caseId)), json: {} };
  },
  readSearchMap: newCase,
  readReport: newCase,

  listCases: async () => ({
    as: desk,
    query: { list: 'open', partnershipId: 'qianqing-yaqian', limit: '5' },
  }),
  readInbox: async () => ({ as: desk }),
  readTimeline: async (stage) => ({ ...(await newCase(stage)), query: { purpose: '核查', limit: '5' } }),
  readNotifications: newCase,
  readTasks: newCase,
  readAudit: async (stage) => ({ ...(await newCase(stage)), as: chief }),
  acknowledgeNotification: async (stage) => {
    const caseId = await stage.searching();
    const notificationId = await stage.alertOf(caseId);
    const parameters = { caseId, notificationId };
    return {
      as: rosterOfficer('qianqing-duty-1'),
      parameters,
      json: { stationId: 'qianqing' },
      otherJson: {},
    };
  },
  assignTask: async (stage) => {
    const caseId = await stage.searching();
    const taskId = await stage.openTask(caseId, desk.stationId);
    const json = { officerId: 'yaqian-patrol-1' };
    return { as: desk, parameters: { caseId, taskId }, json, otherJson: { officerId: 'yaqian-patrol-2' } };
  },
  reportTask: async (stage) => {
    const caseId = await stage.searching();
    const taskId = await stage.openTask(caseId, desk.stationId);
    const json = { finding: 'something', note };
    return { as: desk, parameters: { caseId, taskId }, json, otherJson: { finding: 'nothing' } };
  },

  readRoster: async () => ({ as: desk, parameters: { stationId: 'yaqian' }, query: { purpose: '排班核对' } }),
  replaceRoster: async (stage) => {
    const { yaqian: roster } = exampleRosters();
    if (roster === undefined) throw new Error('The example has no roster of Yaqian.');
    const [firstOfficer] = roster.officers;
    const swap = { role: 'dutyOfficer', officerId: firstOfficer?.officerId };
    const json = {
      ...roster,
      swapped: [{ ...swap, from: '2030-01-01T00:00:00Z', to: '2030-01-02T00:00:00Z' }],
    };
    const ifMatch = await stage.rosterEtag('yaqian');
    return { as: chief, parameters: { stationId: 'yaqian' }, json, otherJson: { ...roster }, ifMatch };
  },
  writeHandover: async (stage) => {
    const json = { notes: note, cases: [{ caseId: await stage.searching(), note }] };
    return { as: desk, parameters: { stationId: 'yaqian' }, json, otherJson: { notes: '平稳' } };
  },
  listHandovers: async (stage) => {
    await stage.handover();
    return { as: desk, parameters: { stationId: 'yaqian' } };
  },
  acceptHandover: async (stage) => {
    const parameters = { stationId: 'yaqian', handoverId: await stage.handover() };
    return { as: rosterOfficer('yaqian-duty-2'), parameters, json: {} };
  },

  openLink: async (stage) => ({ parameters: { token: await stage.alertLink() } }),
  useLink: async (stage) => {
    const json = { finding: 'something', note };
    return { parameters: { token: await stage.taskLink() }, json, otherJson: { finding: 'nothing' } };
  },

  readAppeal: async (stage) => ({ parameters: { appealId: await stage.appeal(await stage.searching()) } }),
  readAppealPhoto: async (stage) => {
    const caseId = await stage.searching();
    await stage.photo(caseId);
    return { parameters: { appealId: await stage.appeal(caseId, ['category', 'photo']) } };
  },
  leaveTip: async (stage) => {
    const appealId = await stage.appeal(await stage.searching());
    const seen = { point: AT_THE_BORDER, seenAt: stage.earlier() };
    const json = { text: '在公交站见过', ...seen, contact: '13900000666' };
    return { parameters: { appealId }, json, otherJson: { text: '在桥上见过' } };
  },

  ...investigationSamples,
  ...transferSamples,
  ...registrySamples,
  ...exchangeSamples,

  readOpenApi: async () => ({}),
};
