import { chainLength } from './pass-chain.ts';
import type { Contender, Load } from './contenders.ts';

/** Transitions per second of a contender over its rounds. */
export interface Measurement {
  readonly name: string;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/**
 * Measures contenders in turn, round after round, so that whatever else the machine does hits all of them alike. The
 * first round warms them up and is not counted.
 */
export async function measure(
  contenders: readonly Contender[],
  load: Load,
  rounds: number,
): Promise<Measurement[]> {
  const rates = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round <= rounds; round += 1) {
    // The order turns, so that nobody always runs after the same one.
    const turn = round % contenders.length;
    for (const contender of [...contenders.slice(turn), ...contenders.slice(0, turn)]) {
      // What the one before has left behind is not this one's.
      globalThis.gc?.();
      const milliseconds = await contender.run(load);
      if (round > 0) rates.get(contender)?.push((load.executions * chainLength * 1000) / milliseconds);
    }
  }
  return contenders.map((contender) => summary(contender.name, rates.get(contender) ?? []));
}

function summary(name: string, rates: readonly number[]): Measurement {
  const sorted = rates.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { name, min: at(0), median: at(0.5), max: at(1) };
}
