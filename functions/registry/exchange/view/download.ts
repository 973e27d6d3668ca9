import type { ExchangePlatform } from '#functions/registry/exchange/exchange-platform.ts';
import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import { recordAccess } from '#platform/audit/access-log.ts';
import { addSeconds } from '#platform/clock.ts';

/** An address that leaks is of no use after this long. */
const VALID_SECONDS = 300;

/** Where a file can be fetched for a while. */
export interface Download {
  readonly url: string;
  /** RFC 3339 UTC. */
  readonly expiresAt: string;
}

/** What is handed out, to whom, and why. */
export interface Handout {
  readonly actor: OfficerActor;
  readonly action: 'registry.import' | 'registry.export';
  /** The import or the export. */
  readonly target: string;
  readonly objectName: string;
  /** What a browser saves it as. */
  readonly fileName: string;
  readonly purpose?: string;
}

/** An address from which a file can be fetched for five minutes. That it was given out is written down before it is. */
export async function download(
  { store, clock, files }: ExchangePlatform,
  { actor, action, target, objectName, fileName, purpose }: Handout,
): Promise<Download> {
  const at = clock.now();
  await recordAccess(store, actor.stationId, {
    at: at.toISOString(),
    actor: recordActor(actor),
    action,
    outcome: 'read',
    target,
    ...(purpose === undefined ? {} : { reason: purpose }),
  });
  return {
    url: await files.downloadAddress(objectName, fileName, VALID_SECONDS),
    expiresAt: addSeconds(at, VALID_SECONDS).toISOString(),
  };
}
