import { Stage, type StageRequest } from './stage.ts';
import type { WireAnswer } from './wire.ts';

/** A stage that keeps every answer it got. */
export class RecordedStage extends Stage {
  readonly answers: WireAnswer[] = [];

  override async send(request: StageRequest): Promise<WireAnswer> {
    const answer = await super.send(request);
    this.answers.push(answer);
    return answer;
  }
}

/** The same system on a stage that keeps what it answers from now on. */
export function recorded({ system }: Stage): RecordedStage {
  return new RecordedStage(system);
}
