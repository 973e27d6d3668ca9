import * as z from 'zod';

/** What an officer may be at their station; an officer can hold several. */
export const roles = ['dutyOfficer', 'patrolOfficer', 'deputy', 'chief', 'liaison', 'administrator'] as const;

export const roleSchema = z.enum(roles);

/** What an officer may be at their station. */
export type Role = z.infer<typeof roleSchema>;

/** An officer who signed in, or who holds a link sent to their own telephone (`viaLink`). */
export interface OfficerActor {
  readonly kind: 'officer';
  readonly officerId: string;
  readonly stationId: string;
  readonly roles: readonly Role[];
  /** Hash of the link's token when the officer came by a link instead of signing in. */
  readonly viaLink?: string;
}

/** A process step acting by itself: a timer, a state machine, the sweeper. */
export interface SystemActor {
  readonly kind: 'system';
  readonly process: string;
}

/** A member of the public, who is never identified. */
export interface PublicActor {
  readonly kind: 'public';
}

/** Whoever a command or a lookup is attributed to. */
export type Actor = OfficerActor | SystemActor | PublicActor;

/** An actor as events and audit entries keep it. */
export const actorRecordSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('officer'),
    officerId: z.string(),
    stationId: z.string(),
    viaLink: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('system'), process: z.string() }),
  z.object({ kind: z.literal('public') }),
]);

/** An actor as events and audit entries keep it. */
export type ActorRecord = z.infer<typeof actorRecordSchema>;

/** What is written down of `actor`: who, but neither roles nor the link's hash. */
export function recordActor(actor: Actor): ActorRecord {
  if (actor.kind !== 'officer') return actor;
  return {
    kind: 'officer',
    officerId: actor.officerId,
    stationId: actor.stationId,
    ...(actor.viaLink === undefined ? {} : { viaLink: true }),
  };
}
