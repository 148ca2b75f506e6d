/** The server itself is too busy (not one caller too eager): 503 instead of 429. */
import { DomainError } from "./domain-error";

const RETRY_AFTER_SECONDS = 2;

export class Overloaded extends DomainError<"TOO_BUSY"> {
  override name = "Overloaded";

  constructor() {
    super("TOO_BUSY", { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
}
