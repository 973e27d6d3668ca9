import fc from 'fast-check';

/** What is done in one place of a course; which command it becomes depends on where the case stands then. */
export interface Move {
  /** 0 to 99: see `kindOf`. */
  readonly kind: number;
  /** Which of the commands, officers, contents and former requests that there are. */
  readonly which: number;
  readonly who: number;
  /** How many versions the version is behind that the officer decides on. */
  readonly behind: number;
}

/** Moves that are made at once, and how long after the moves before them, in seconds. */
export interface Round {
  readonly moves: readonly Move[];
  readonly after: number;
}

/** A course of commands. */
export interface Course {
  /** Where the case stands when it begins: one of those that were prepared. */
  readonly start: number;
  /** Decides how commands that are given at once come in between each other. */
  readonly seed: number;
  readonly rounds: readonly Round[];
}

/**
 * What a move is: what would be done next by whoever does it, the same by anybody, any command by anybody, a former request
 * again, its key for something else, or a step of the process.
 */
export function kindOf({
  kind,
}: Move): 'useful' | 'byAnybody' | 'anything' | 'again' | 'otherUnderKey' | 'step' {
  if (kind < 42) return 'useful';
  if (kind < 57) return 'byAnybody';
  if (kind < 70) return 'anything';
  if (kind < 80) return 'again';
  return kind < 84 ? 'otherUnderKey' : 'step';
}

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.nat({ max: 99 }),
  which: fc.nat({ max: 9_999 }),
  who: fc.nat({ max: 9_999 }),
  behind: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: 3 }) },
  ),
});

/** Seconds between moves: mostly none; else around the windows, limits and warnings of the example deployment. */
const after = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.nat({ max: 600 }) },
  { weight: 2, arbitrary: fc.constantFrom(1_500, 1_799, 1_800, 1_801, 3_600, 7_200, 10_800, 43_200, 90_000) },
);

/** Any course of commands from any prepared case. */
export const anyCourse: fc.Arbitrary<Course> = fc.record({
  start: fc.nat({ max: 9_999 }),
  seed: fc.integer(),
  rounds: fc.array(fc.record({ moves: fc.array(move, { minLength: 1, maxLength: 3 }), after }), {
    minLength: 1,
    maxLength: 7,
  }),
});

/** The member of a list that a drawn number stands for. */
export function pick<T>(list: readonly T[], which: number): T {
  const found = list[which % list.length];
  if (found === undefined) throw new Error('There is nothing to pick from.');
  return found;
}

/** A command that fewer courses than this carry out is as good as not tried. */
export const TRIED_AT_LEAST = 5;
