import { registryIdempotency } from '#functions/registry/store/registry-idempotency.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import type { RouteHandlers } from '#platform/http/route.ts';

import { exportResidents } from './commands/export-residents.ts';
import { importResidents } from './commands/import-residents.ts';
import { requestFileUpload } from './commands/request-file-upload.ts';
import { resumeImport, stopImport } from './commands/stop-and-resume.ts';
import type { ExchangePlatform } from './exchange-platform.ts';
import type { exchangeRoutes } from './routes.ts';
import { listImports } from './view/list-imports.ts';
import { readExport } from './view/read-export.ts';
import { readImport } from './view/read-import.ts';
import { rejectedRowsDownload } from './view/rejected-rows-download.ts';

/** Handlers of imports and exports: each maps a request to one use case and its result to a reply. */
export function exchangeHandlers(platform: ExchangePlatform): RouteHandlers<typeof exchangeRoutes> {
  return {
    requestFileUpload: async (request) => {
      const { partnershipId } = request.parameters;
      const idempotency = await registryIdempotency(platform, partnershipId, request);
      return requestFileUpload(platform, request.actor, partnershipId, request.body, idempotency);
    },
    importResidents: async (request) => {
      const { partnershipId } = request.parameters;
      const idempotency = await registryIdempotency(platform, partnershipId, request);
      return importResidents(platform, request.actor, partnershipId, request.body, idempotency);
    },
    exportResidents: async (request) => {
      const { partnershipId } = request.parameters;
      const idempotency = await registryIdempotency(platform, partnershipId, request);
      return exportResidents(platform, request.actor, partnershipId, request.body, idempotency);
    },
    stopImport: async (request) => {
      const idempotency = await registryIdempotency(platform, request.parameters.partnershipId, request);
      return stopImport(platform, questionOf(request), idempotency);
    },
    resumeImport: async (request) => {
      const idempotency = await registryIdempotency(platform, request.parameters.partnershipId, request);
      return resumeImport(platform, questionOf(request), idempotency);
    },
    listImports: async ({ actor, parameters, query }) => ({
      status: 200,
      body: await listImports(platform, actor, parameters.partnershipId, query.cursor),
    }),
    readImport: async (request) => ({ status: 200, body: await readImport(platform, questionOf(request)) }),
    readRejectedRows: async (request) => ({
      status: 200,
      body: await rejectedRowsDownload(platform, questionOf(request)),
    }),
    readExport: async ({ actor, parameters: { partnershipId, exportId } }) => ({
      status: 200,
      body: await readExport(platform, actor, partnershipId, exportId),
    }),
  };
}

function questionOf<P extends object>(request: { readonly actor: OfficerActor; readonly parameters: P }) {
  return { actor: request.actor, ...request.parameters };
}
