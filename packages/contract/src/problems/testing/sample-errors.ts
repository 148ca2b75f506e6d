/** Details of every error, as they occur; a new code fails to compile until it stands here. */
import type { DomainErrorDetails } from "../../errors";
import { fieldProblem } from "../describe-problem";

export const SAMPLE_ERRORS: DomainErrorDetails = {
  NOT_SIGNED_IN: {},
  FORBIDDEN: { permission: "audit:read", ask: "finance" },
  INVALID_INPUT: { issues: [fieldProblem("price", "negative"), fieldProblem("", "repeats")] },
  NOT_FOUND: { what: "server", name: "prod" },
  OWN_PROPOSAL: { model: "gpt-4o" },
  PROPOSAL_OPEN: { model: "gpt-4o" },
  PROPOSAL_DECIDED: { model: "gpt-4o", state: "approved", by: "ada@example.org" },
  ALREADY_EXISTS: { what: "server", name: "prod" },
  VERSION_REQUIRED: { what: "price", name: "gpt-4o", as: "If-Match" },
  VERSION_MOVED: { what: "price", name: "gpt-4o", current: {} },
  ENTRY_PINNED: { model: "gpt-4o", pinnedBy: "prices.json" },
  DEFAULT_ENTRY_KEPT: {},
  CASES_FAIL: {
    cases: [
      {
        id: "6f7f2f2e-5a5c-4f0b-9d55-0f6f5f3d2a11",
        label: "A chat",
        set: "General",
        model: "gpt-4o",
        mustCostUsd: "0.0123",
        mustComeFrom: null,
        wouldCostUsd: "0.0246",
        wouldComeFrom: "local-exact",
      },
    ],
  },
  CATALOG_REFUSED: { source: "file:x", problem: "it is empty" },
  JOB_RUNNING: { kind: "discovery" },
  MONTH_CLOSED: { month: "2026-01", holds: "requests of the sample data" },
  MONTH_NOT_OVER: { month: "2026-01", from: "2026-02-02" },
  MONTH_OUT_OF_ORDER: { month: "2026-03", next: "2026-02", doing: "close" },
  MONTH_REOPENED: { month: "2026-01", by: "ada@example.org", day: "2026-02-05" },
  ZONE_KEPT: { zone: "Europe/Berlin", month: "2026-01" },
  REQUESTS_NOT_KEPT: { from: "2026-01-01", doing: "zone" },
  LAST_ADMIN: { email: "ada@example.org" },
  SETUP_DONE: {},
  SETUP_LINK_INVALID: {},
  TOO_BUSY: { retryAfterSeconds: 3 },
  UNAVAILABLE: { retryAfterSeconds: 3 },
};
