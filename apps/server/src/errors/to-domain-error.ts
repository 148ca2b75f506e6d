/** What is answered for an error: itself when it was foreseen, "try again" while the database is away; null for a bug. */
import { DomainError } from "./domain-error";
import { isDatabaseGone } from "./is-database-gone";

const RETRY_AFTER_SECONDS = 2;

export function toDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  return isDatabaseGone(error) ? unavailable() : null;
}

/** The server itself cannot right now, as opposed to one caller asking too much. */
export const unavailable = () => new DomainError("UNAVAILABLE", { retryAfterSeconds: RETRY_AFTER_SECONDS });
