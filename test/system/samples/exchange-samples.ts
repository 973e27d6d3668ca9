import { PARTNERSHIP } from '#test/support/registry.ts';
import { StagedExchange } from '#test/system/support/staged-exchange.ts';
import { StagedRegistry } from '#test/system/support/staged-registry.ts';
import { rosterOfficer } from '#test/system/support/test-officer.ts';

import type { Sample } from './sample-request.ts';

const as = rosterOfficer('yaqian-duty-1');
const chief = rosterOfficer('yaqian-chief');
const partnershipId = PARTNERSHIP;
const stationId = as.stationId;

/** A request on an import of Yaqian's. */
function onImport(bring: (exchange: StagedExchange) => Promise<string>, json?: object): Sample {
  return async (stage) => {
    const importId = await bring(new StagedExchange(stage));
    return {
      as,
      parameters: { partnershipId, importId },
      ...(json === undefined ? {} : { json: { ...json } }),
    };
  };
}

/** A valid request for every operation on files of residents, by operation id. */
export const exchangeSamples: Readonly<Record<string, Sample>> = {
  requestFileUpload: async (stage) => {
    // The first of all is entered together with the secret that wraps the keys of all.
    await new StagedRegistry(stage).resident();
    return {
      as,
      parameters: { partnershipId },
      json: { name: '实有人口.csv', format: 'csv', bytes: 815 },
      otherJson: { name: '实有人口.csv', format: 'csv', bytes: 816 },
    };
  },
  importResidents: async (stage) => {
    const json = { uploadId: await new StagedExchange(stage).upload(), kind: 'residents', stationId };
    const mapping = { 姓名: 'name' };
    return { as, parameters: { partnershipId }, json: { ...json, mapping }, otherJson: json };
  },
  listImports: async (stage) => {
    await new StagedExchange(stage).done();
    return { as, parameters: { partnershipId } };
  },
  readImport: onImport((exchange) => exchange.done()),
  readRejectedRows: onImport((exchange) => exchange.done()),
  stopImport: onImport((exchange) => exchange.stopped(), {}),
  resumeImport: onImport((exchange) => exchange.stopped(), {}),
  exportResidents: async () => ({
    as: chief,
    parameters: { partnershipId },
    json: { stationId, format: 'csv', purpose: '年度核对' },
    otherJson: { stationId, format: 'csv', purpose: '季度核对' },
  }),
  readExport: async (stage) => ({
    as: chief,
    parameters: { partnershipId, exportId: await new StagedExchange(stage).exported() },
  }),
};
