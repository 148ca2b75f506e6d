/** What a server verb throws when it answers no. The code is closed, its details are typed. */
import {
  describeError,
  type DomainErrorBody,
  type DomainErrorCode,
  type DomainErrorDetails,
  fieldProblem,
  type ProblemCode,
  type ProblemDetails,
} from "@ratecard/contract";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { isDatabaseGone } from "./is-database-gone";

export class DomainError<Code extends DomainErrorCode = DomainErrorCode> extends Error {
  override name = "DomainError";
  readonly code: Code;
  readonly details: DomainErrorDetails[Code];

  constructor(code: Code, details: DomainErrorDetails[Code], options?: ErrorOptions) {
    super(describeError(code, details), options);
    this.code = code;
    this.details = details;
  }

  toBody(): DomainErrorBody {
    return { code: this.code, message: this.message, details: this.details } as DomainErrorBody;
  }
}

/** An input with one field that cannot be taken. */
export const refusedField = <Code extends ProblemCode>(
  field: string,
  code: Code,
  ...details: ProblemDetails<Code>
): DomainError<"INVALID_INPUT"> =>
  new DomainError("INVALID_INPUT", { issues: [fieldProblem(field, code, ...details)] });

const RETRY_AFTER_SECONDS = 2;

/** What is answered for an error: itself when it was foreseen, "try again" while the database is away; null for a bug. */
export function toDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  return isDatabaseGone(error) ? unavailable() : null;
}

/** The server itself cannot right now, as opposed to one caller asking too much. */
export const unavailable = () => new DomainError("UNAVAILABLE", { retryAfterSeconds: RETRY_AFTER_SECONDS });

/** Codes to HTTP, once. tRPC's own codes follow from the HTTP status. */
export const TRPC_CODE_OF = {
  NOT_SIGNED_IN: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  INVALID_INPUT: "BAD_REQUEST",
  NOT_FOUND: "NOT_FOUND",
  OWN_PROPOSAL: "FORBIDDEN",
  PROPOSAL_OPEN: "CONFLICT",
  PROPOSAL_DECIDED: "CONFLICT",
  ALREADY_EXISTS: "CONFLICT",
  VERSION_REQUIRED: "PRECONDITION_REQUIRED",
  VERSION_MOVED: "PRECONDITION_FAILED",
  ENTRY_PINNED: "CONFLICT",
  DEFAULT_ENTRY_KEPT: "CONFLICT",
  CASES_FAIL: "CONFLICT",
  CATALOG_REFUSED: "UNPROCESSABLE_CONTENT",
  JOB_RUNNING: "CONFLICT",
  MONTH_CLOSED: "CONFLICT",
  MONTH_NOT_OVER: "CONFLICT",
  MONTH_OUT_OF_ORDER: "CONFLICT",
  MONTH_REOPENED: "CONFLICT",
  ZONE_KEPT: "CONFLICT",
  REQUESTS_NOT_KEPT: "CONFLICT",
  LAST_ADMIN: "CONFLICT",
  SETUP_DONE: "CONFLICT",
  SETUP_LINK_INVALID: "FORBIDDEN",
  TOO_BUSY: "TOO_MANY_REQUESTS",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
} as const satisfies Record<DomainErrorCode, TRPC_ERROR_CODE_KEY>;
