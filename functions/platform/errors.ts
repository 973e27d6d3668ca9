/** One offending field of a request. `field` is a path such as `lastSeen.point.lon`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/**
 * Family of the expected ways in which a command or a lookup is refused. Mapped to HTTP in one place
 * (`http/problem.ts`); names go into `Retry` and `Catch` of state machines.
 */
export abstract class DomainError extends Error {
  /** HTTP status this outcome is answered with. */
  abstract readonly status: number;
  /** Stable slug of the problem type, such as `version-conflict`. */
  readonly slug: string;
  /** Members added to the problem document. */
  readonly extension: Readonly<Record<string, unknown>>;

  constructor(slug: string, message: string, extension: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = new.target.name;
    this.slug = slug;
    this.extension = extension;
  }
}

/** A field of the request is missing, wrong, oversized or unexpected. */
export class InvalidRequestError extends DomainError {
  readonly status = 400;
  readonly fields: readonly FieldError[];

  constructor(fields: readonly FieldError[]) {
    super('invalid-request', fields.map((f) => `${f.field}: ${f.message}`).join('; '), { errors: fields });
    this.fields = fields;
  }
}

/** The actor's role, station or relation to the case does not allow the action. */
export class ForbiddenError extends DomainError {
  readonly status = 403;
}

/** Nothing of that name, or nothing the actor may know of. */
export class NotFoundError extends DomainError {
  readonly status = 404;

  constructor(message = 'Nothing of that name exists here.') {
    super('not-found', message);
  }
}

/** The case's state does not allow the command now; the message says which states do. */
export class ConflictError extends DomainError {
  readonly status = 409;
}

/** A link or an appeal that is used up, expired or withdrawn. */
export class GoneError extends DomainError {
  readonly status = 410;
}

/** A decision was taken on another version of the case than the present one. */
export class PreconditionFailedError extends DomainError {
  readonly status = 412;

  constructor(currentVersion: number) {
    super('version-conflict', 'The case has changed since it was read. Read it again, then decide.', {
      currentVersion,
    });
  }
}

/** A record would outgrow what the store takes (400 KB). */
export class ItemTooLargeError extends DomainError {
  readonly status = 413;

  constructor() {
    super('record-too-large', 'The record would exceed 400 KB. Shorten the texts or split the entry.');
  }
}

/** An idempotency key was used before with another body. */
export class KeyReusedError extends DomainError {
  readonly status = 422;

  constructor() {
    super('idempotency-key-reused', 'This Idempotency-Key was used with a different request. Use a new key.');
  }
}

/** A decision came without `If-Match`, or a changing request without `Idempotency-Key`. */
export class PreconditionRequiredError extends DomainError {
  readonly status = 428;
}

/** Too many requests from one place; `Retry-After` is in seconds. */
export class RateLimitedError extends DomainError {
  readonly status = 429;

  constructor(retryAfterSeconds: number) {
    super('rate-limited', 'Too many requests. Try again later.', { retryAfterSeconds });
  }
}

/** Concurrent writers kept winning; nothing was written, the same request may be sent again. */
export class BusyError extends DomainError {
  readonly status = 503;

  constructor() {
    super(
      'busy',
      'Many changes arrived at once and this one was not written. Send it again with the same key.',
    );
  }
}
