/** A refusal by one of the services answered on this machine, with the error name that AWS uses for it. */
export class AwsServiceError extends Error {
  /** The code: a state machine's Catch and Retry name errors by it. */
  override readonly name: string;
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}
