/**
 * Turns whatever a query or mutation failed with into what a person is told.
 * Errors  a domain error keeps the server's sentence and code; an unforeseen one shows its request id; a lost connection says so.
 */
import type { DomainErrorBody } from "@ratecard/contract";
import type { AppRouter } from "@ratecard/server";
import { TRPCClientError } from "@trpc/client";

export type ClientError = Readonly<{
  title: string;
  message: string;
  domain: DomainErrorBody | null;
  /** To be found in the server's log. */
  requestId: string | null;
}>;

/** What somebody chose cannot be read in this browser, in a sentence of its own. */
export class UnreadableFile extends Error {}

export function describeClientError(error: unknown): ClientError {
  if (error instanceof UnreadableFile) {
    return { title: "This file cannot be read", message: error.message, ...NOTHING_KNOWN };
  }
  if (!isFromServer(error)) return { title: "Something went wrong here", message: sentenceOf(error), ...NOTHING_KNOWN };
  if (!error.data) {
    return {
      title: "No connection",
      message: "The server did not answer. Check that it runs, then try again.",
      ...NOTHING_KNOWN,
    };
  }
  const { domain, requestId } = error.data;
  return { title: domain ? TITLES[domain.code] : "Something went wrong", message: error.message, domain, requestId };
}

/** The domain error inside, for pages that treat one code in their own way (VERSION_MOVED, FORBIDDEN). */
export const domainErrorOf = (error: unknown): DomainErrorBody | null => describeClientError(error).domain;

const NOTHING_KNOWN = { domain: null, requestId: null } as const;

const isFromServer = (error: unknown): error is TRPCClientError<AppRouter> => error instanceof TRPCClientError;

const sentenceOf = (error: unknown) =>
  error instanceof Error ? error.message : "The page ran into an unknown problem.";

const TITLES = {
  NOT_SIGNED_IN: "Not signed in",
  FORBIDDEN: "Not allowed",
  INVALID_INPUT: "Please check the input",
  NOT_FOUND: "Not found",
  OWN_PROPOSAL: "Your own proposal",
  PROPOSAL_OPEN: "Proposed already",
  PROPOSAL_DECIDED: "Decided meanwhile",
  ALREADY_EXISTS: "Exists already",
  VERSION_REQUIRED: "Version needed",
  VERSION_MOVED: "Changed meanwhile",
  ENTRY_PINNED: "Pinned",
  DEFAULT_ENTRY_KEPT: "Kept",
  CASES_FAIL: "Golden cases would fail",
  CATALOG_REFUSED: "Catalogue refused",
  JOB_RUNNING: "Already running",
  MONTH_CLOSED: "A month is closed",
  MONTH_NOT_OVER: "Not over yet",
  MONTH_OUT_OF_ORDER: "Another month comes first",
  MONTH_REOPENED: "Open already",
  ZONE_KEPT: "The zone stays",
  REQUESTS_NOT_KEPT: "Requests are no longer kept",
  LAST_ADMIN: "Last admin",
  SETUP_DONE: "Set up already",
  SETUP_LINK_INVALID: "Link not valid",
  TOO_BUSY: "Too busy",
  UNAVAILABLE: "Not available just now",
} as const satisfies Record<DomainErrorBody["code"], string>;
