import type { FailingCase } from "./failing-cases";
import type { FieldProblem } from "./problems/describe-problem";

/**
 * Everything that can go wrong on purpose. A code and its details travel; the sentence is written once, in problems/describe-error.ts.
 * Errors  `details` names the field, what is wrong with it, and what helps.
 */
export type DomainErrorDetails = {
  NOT_SIGNED_IN: Record<string, never>;
  FORBIDDEN: { permission: string; ask: string };
  INVALID_INPUT: { issues: readonly FieldProblem[] };
  NOT_FOUND: { what: string; name: string };
  /** Whoever proposed a price does not approve it. */
  OWN_PROPOSAL: { model: string };
  /** One at a time for a name. */
  PROPOSAL_OPEN: { model: string };
  PROPOSAL_DECIDED: { model: string; state: "approved" | "declined" | "withdrawn"; by: string };
  ALREADY_EXISTS: { what: string; name: string };
  /** `as`: where the call takes it. */
  VERSION_REQUIRED: { what: string; name: string; as: string };
  VERSION_MOVED: { what: string; name: string; current: unknown };
  ENTRY_PINNED: { model: string; pinnedBy: string };
  DEFAULT_ENTRY_KEPT: Record<string, never>;
  /** Nothing was written: the change would fail them, and nobody accepted that. */
  CASES_FAIL: { cases: readonly FailingCase[] };
  CATALOG_REFUSED: { source: string; problem: string };
  JOB_RUNNING: { kind: string };
  /** `holds`: what of it would change its figures; null: it was to be closed once more. */
  MONTH_CLOSED: { month: string; holds: string | null };
  /** `from`: the first day on which it can be closed. */
  MONTH_NOT_OVER: { month: string; from: string };
  /** `next`: the one month that can be closed, or re-opened. */
  MONTH_OUT_OF_ORDER: { month: string; next: string; doing: "close" | "re-open" };
  /** Somebody was first. */
  MONTH_REOPENED: { month: string; by: string; day: string };
  ZONE_KEPT: { zone: string; month: string };
  /** `from`: the first day of which they are. */
  REQUESTS_NOT_KEPT: { from: string; doing: "zone" | "re-open" };
  LAST_ADMIN: { email: string };
  SETUP_DONE: Record<string, never>;
  SETUP_LINK_INVALID: Record<string, never>;
  TOO_BUSY: { retryAfterSeconds: number };
  UNAVAILABLE: { retryAfterSeconds: number };
};

export type DomainErrorCode = keyof DomainErrorDetails;

/** What REST answers and what tRPC carries in `data.domain`. */
export type DomainErrorBody = {
  [Code in DomainErrorCode]: { code: Code; message: string; details: DomainErrorDetails[Code] };
}[DomainErrorCode];
