import type { SystemActor } from '#platform/actor/actor.ts';

/** Who reads files and ends imports and exports. The residents themselves are written in the name of the officer who asked. */
export const importer: SystemActor = { kind: 'system', process: 'registryExchange' };
