import type { Reason } from '../../workflows/step.js';

/** An error that was foreseen: it has an HTTP status and reasons a person can read. Anything else is a 500. */
export abstract class AppError extends Error {
  abstract readonly status: number;
  constructor(
    /** Key under `locales/<lng>/errors.json`. */
    readonly code: string,
    readonly reasons: Reason[] = [],
    options?: ErrorOptions,
  ) {
    super(`${code}${reasons.length > 0 ? `: ${reasons.map((r) => r.code).join(', ')}` : ''}`, options);
    this.name = new.target.name;
  }
}

/** What was sent cannot be read at all: broken JSON, a bad file, an unknown field. */
export class BadRequest extends AppError {
  readonly status = 400;
}

/** Nobody is signed in, or the token is not known. */
export class NotSignedIn extends AppError {
  readonly status = 401;
  constructor() {
    super('notSignedIn');
  }
}

/** Signed in, but not allowed; a refusal is not a lost session. */
export class Forbidden extends AppError {
  readonly status = 403;
  constructor(reasons: Reason[]) {
    super('forbidden', reasons);
  }
}

export class NotFound extends AppError {
  readonly status = 404;
  constructor(what = 'page') {
    super('notFound', [{ code: 'notFound', params: { what } }]);
  }
}

/** The machine does not allow the event now. */
export class TransitionRefused extends AppError {
  readonly status = 409;
  constructor(
    readonly event: string,
    readonly state: string,
    reasons: Reason[],
  ) {
    super('refused', reasons);
  }
}

/** A field that is another one now; a path where it lies deeper (`settings.remindBefore`). */
export interface ChangedField {
  name: string;
  from: unknown;
  to: unknown;
}

/** What has happened to a record since the page was read. */
export interface ChangeSince {
  seq: number;
  type: string;
  at: string;
  actor: { id: string; name: string };
  fields: ChangedField[];
  /** Which part of the thing, as people call it, where it has many. */
  about?: string;
}

/** Somebody was faster: the record is no longer the one the page showed. */
export class EditConflict extends AppError {
  readonly status = 409;
  constructor(
    readonly changes: ChangeSince[],
    readonly rev: number,
  ) {
    const count = changes.length;
    super('conflict', [count > 0 ? { code: 'changedMeanwhile', params: { count } } : { code: 'changedUnseen' }]);
  }
}

/** Fields that were read but are wrong; each reason names its field. */
export class InvalidForm extends AppError {
  readonly status = 422;
  constructor(
    reasons: Reason[],
    /** What was typed, so that the form comes back as it was. */
    readonly typed: Record<string, unknown> = {},
  ) {
    super('invalid', reasons);
  }
}

export class TooLarge extends AppError {
  readonly status = 413;
  constructor(limitBytes: number) {
    super('tooLarge', [{ code: 'tooLarge', params: { mebibytes: Math.floor(limitBytes / 1_048_576) } }]);
  }
}

/** The body is of a type the route does not read. */
export class UnsupportedType extends AppError {
  readonly status = 415;
  constructor(accepted: string) {
    super('unsupportedType', [{ code: 'unsupportedType', params: { accepted } }]);
  }
}

export class TooManyTries extends AppError {
  readonly status = 429;
  constructor(readonly retryAfterSeconds: number) {
    super('tooManyTries', [{ code: 'tooManyTries', params: { minutes: Math.ceil(retryAfterSeconds / 60) } }]);
  }
}

/** Seconds after which it is worth trying again. */
const TRY_AGAIN_SECONDS = 10;

/**
 * The product cannot do it now, through nobody's fault: the database is away (503) or the disk is full (507). Made at the
 * edge only, by the error handler: inside, an outage stays the driver's error, so that nobody takes it for a refusal.
 */
export class Unavailable extends AppError {
  readonly retryAfterSeconds = TRY_AGAIN_SECONDS;
  readonly status: 503 | 507;
  /** `diskFull`: what has most likely made the database go away. */
  constructor(
    reason: 'databaseAway' | 'outcomeUnknown' | 'diskFull',
    { diskFull = false, ...options }: ErrorOptions & { diskFull?: boolean } = {},
  ) {
    super(
      reason,
      [reason, ...(diskFull ? ['diskFull'] : [])].map((one) => ({ code: `unavailable.${one}` })),
      options,
    );
    this.status = reason === 'diskFull' ? 507 : 503;
  }
}

/**
 * Exit codes of a start that failed, from sysexits.h. A supervisor starts it again after `later` (the database may come up
 * after the program, a port may become free), but not after `config`, which only a person can put right.
 */
export const EXIT = { config: 78, later: 75 } as const;

/** A set-up fault that stops the start: one sentence for the console, no stack, and this exit code. */
export class StartError extends Error {
  override readonly name = 'StartError';
  constructor(
    message: string,
    readonly exitCode: number = EXIT.config,
  ) {
    super(message);
  }
}
