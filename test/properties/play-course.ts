import type { OfficerActor } from '#platform/actor/actor.ts';
import type { ApiAnswer, ApiCall } from '#test/functions/platform/http/api-call.ts';
import type { TurnedClock } from '#test/support/platform.ts';

import { kindOf, pick, type Course, type Move } from './course.ts';

/** A command as an officer gives it. */
export interface Command<Operation extends string> {
  readonly operation: Operation;
  readonly actor: OfficerActor;
  readonly json: object;
  /** Path parameters besides the case's id. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** As much of a case as every kind has. */
interface Standing {
  readonly status: string;
  readonly version: number;
}

/** A request as it was sent, and what was answered. */
export interface Sent<Operation extends string> extends Command<Operation> {
  readonly key: string;
  readonly ifMatch: number;
  /** Number of the round; what was answered in an earlier one was answered before. */
  readonly round: number;
  readonly answer: ApiAnswer;
}

/** The case that a course is played on. */
export interface Ground<Operation extends string, State extends Standing> {
  readonly caseId: string;
  readonly clock: TurnedClock;
  readonly call: (operation: Operation, call: ApiCall) => Promise<ApiAnswer>;
  /** Where the case stands now. */
  readonly standing: () => Promise<State>;
  /** What those who do their duty would do next. */
  readonly useful: (state: State) => readonly Command<Operation>[];
  /** Every command that there is, with contents. */
  readonly all: (state: State) => readonly Command<Operation>[];
  readonly officers: readonly OfficerActor[];
  readonly steps: readonly string[];
  readonly takeStep: (step: string) => Promise<unknown>;
}

/** Plays a course on a case: the moves of a round at once. @returns every request that was sent */
export async function playCourse<Operation extends string, State extends Standing>(
  ground: Ground<Operation, State>,
  { rounds }: Course,
): Promise<Sent<Operation>[]> {
  const sent: Sent<Operation>[] = [];
  let keys = 0;
  let round = 0;
  const send = async (command: Omit<Sent<Operation>, 'answer' | 'round'>): Promise<void> => {
    const { caseId } = ground;
    const sentIn = round;
    const answer = await ground.call(command.operation, {
      actor: command.actor,
      parameters: { caseId, ...command.parameters },
      json: command.json,
      headers: { 'idempotency-key': command.key, 'if-match': `"${command.ifMatch}"` },
    });
    sent.push({ ...command, round: sentIn, answer });
  };
  const make = async (move: Move, state: State): Promise<void> => {
    const kind = kindOf(move);
    if (kind === 'step') return ignoringBusy(ground.takeStep(pick(ground.steps, move.which)));
    const former = sent.length === 0 ? undefined : pick(sent, move.which);
    if (former !== undefined && kind === 'again') return send(former);
    keys += 1;
    const key = kind === 'otherUnderKey' ? (former?.key ?? 'first') : `request-${keys}`;
    const ifMatch = Math.max(0, state.version - move.behind);
    return send({ ...commandOf(ground, move, state, former), key, ifMatch });
  };
  for (const { moves, after } of rounds) {
    round += 1;
    ground.clock.turn(after);
    const state = await ground.standing();
    await Promise.all(moves.map((move) => make(move, state)));
  }
  return sent;
}

function commandOf<Operation extends string, State extends Standing>(
  ground: Ground<Operation, State>,
  move: Move,
  state: State,
  former: Sent<Operation> | undefined,
): Command<Operation> {
  const anybody = pick(ground.officers, move.who);
  switch (kindOf(move)) {
    case 'useful':
      return pick(ground.useful(state), move.which);
    case 'byAnybody':
      return { ...pick(ground.useful(state), move.which), actor: anybody };
    case 'otherUnderKey':
      return { ...pick(ground.all(state), move.which), actor: former?.actor ?? anybody };
    default:
      return { ...pick(ground.all(state), move.which), actor: anybody };
  }
}

/** A step that other transactions kept from its items is taken again by its process: here by a later move. */
async function ignoringBusy(step: Promise<unknown>): Promise<void> {
  await step.catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'BusyError')) throw error;
  });
}
