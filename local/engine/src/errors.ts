/** Thrown when a definition is refused: names every state and field that cannot be run, or that AWS would refuse. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  /** One line per fault. */
  readonly faults: readonly string[];

  constructor(machine: string, faults: readonly string[]) {
    super(`State machine ${machine} cannot be run:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** A refusal of the service's own API, as it goes over the wire: `type` is the error name that AWS uses. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** What an integration rejects with when the function itself failed (rather than the call to it). */
export class LambdaInvocationError extends Error {
  override readonly name = 'LambdaInvocationError';
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[] | undefined;

  constructor(failure: { errorType: string; errorMessage: string; trace?: readonly string[] | undefined }) {
    super(`${failure.errorType}: ${failure.errorMessage}`);
    this.errorType = failure.errorType;
    this.errorMessage = failure.errorMessage;
    this.trace = failure.trace;
  }
}

/** The journal cannot be written any more, or not be read: something other than its unfinished last line is damaged. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** How a state fails: an error name and its cause, as Retry and Catch and the history see it. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly error: string | undefined;
  readonly causeText: string | undefined;
  /** Whether a heartbeat was missed, which States.HeartbeatTimeout matches beside the error's own name. */
  readonly heartbeat: boolean;

  constructor(error: string | undefined, cause?: string, heartbeat = false) {
    super(`${error ?? 'error'}: ${cause ?? ''}`);
    this.error = error;
    this.causeText = cause;
    this.heartbeat = heartbeat;
  }
}

/** A failure that the engine finds in a state, rather than the work that the state calls: its cause names the state. */
export class InterpreterError extends StateError {}

/** A field of a JSONata state could not be evaluated; recorded in the history as EvaluationFailed. */
export class EvaluationError extends InterpreterError {
  /** The field, by its path in the state (`Output/result`); undefined where AWS names none. */
  readonly location: string | undefined;

  constructor(cause: string, location: string | undefined) {
    super('States.QueryEvaluationError', cause);
    this.location = location;
  }
}
