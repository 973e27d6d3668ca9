import type { Stage } from '#test/system/support/stage.ts';
import type { TestOfficer } from '#test/system/support/test-officer.ts';

/** A valid request on a stage that was prepared for it: what a caller adds to the operation of the OpenAPI document. */
export interface SampleRequest {
  /** Who sends it; absent: anybody. */
  readonly as?: TestOfficer;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** A body with every member that can be given, so that each of them can be spoiled. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** Another valid body for the same operation; absent when there is only one. */
  readonly otherJson?: Readonly<Record<string, unknown>>;
  /** The body as an officer of a station sends it, where it names officers of that station. */
  readonly jsonFrom?: (stationId: string) => Readonly<Record<string, unknown>>;
  readonly ifMatch?: string;
}

/** Prepares the stage for an operation and says how to request it. */
export type Sample = (stage: Stage) => Promise<SampleRequest>;
