/** The one place where a code becomes a sentence: what happened, to which field, and what helps. */
import { failingCasesSentence } from "../failing-cases";
import type { DomainErrorCode, DomainErrorDetails } from "../errors";

type Sentences = { [Code in DomainErrorCode]: (details: DomainErrorDetails[Code]) => string };

const SENTENCES: Sentences = {
  NOT_SIGNED_IN: () => "You are not signed in. Sign in, or send an API key as `Authorization: Bearer <key>`.",
  FORBIDDEN: ({ permission, ask }) => `This needs the right "${permission}". Ask someone with the role ${ask}.`,
  INVALID_INPUT: ({ issues }) => issues.map(({ field, problem }) => `${field || "body"}: ${problem}`).join(" "),
  NOT_FOUND: ({ what, name }) => `There is no ${what} "${name}". Check how it is written, or whether it was removed.`,
  OWN_PROPOSAL: ({ model }) =>
    `You proposed the price of "${model}" yourself. Ask somebody else of finance, or an admin, to approve it.`,
  PROPOSAL_OPEN: ({ model }) =>
    `A price for "${model}" is proposed already. Wait until that one is approved, declined or withdrawn.`,
  PROPOSAL_DECIDED: ({ model, state, by }) =>
    `The proposed price of "${model}" was ${state} by ${by} meanwhile. Nothing was changed; look at it under Proposals.`,
  ALREADY_EXISTS: ({ what, name }) => `A ${what} "${name}" exists already. Edit that one, or choose another name.`,
  VERSION_REQUIRED: ({ what, name, as }) =>
    `The ${what} "${name}" exists. Send the version you read as ${as}, so that nobody's edit is lost.`,
  VERSION_MOVED: ({ what, name }) =>
    `Someone changed the ${what} "${name}" since you read it. Look at the current one and decide again.`,
  ENTRY_PINNED: ({ model, pinnedBy }) => `"${model}" is pinned by ${pinnedBy}. Change it in that file.`,
  DEFAULT_ENTRY_KEPT: () =>
    'The entry "default" prices every unknown model and cannot be deleted or renamed. Edit its price instead.',
  CASES_FAIL: ({ cases }) =>
    `${failingCasesSentence(cases)} Nothing was written. Correct the change, update the cases, or accept that they fail.`,
  CATALOG_REFUSED: ({ source, problem }) =>
    `The catalogue from ${source} was not taken: ${problem}. The last good one stays in force.`,
  JOB_RUNNING: ({ kind }) => `${kind} is already running. Wait for it or cancel it.`,
  MONTH_CLOSED: ({ month, holds }) =>
    `${month} is closed${holds === null ? "" : `, and its figures hold ${holds}`}. Ask an admin to re-open it first.`,
  MONTH_NOT_OVER: ({ month, from }) =>
    `${month} can be closed from ${from} on: what is on its way when it ends has a day to arrive. Wait until then.`,
  MONTH_OUT_OF_ORDER: ({ month, next, doing }) =>
    `Months are ${doing === "close" ? "closed from the oldest on. Close" : "re-opened from the newest on. Re-open"} ${next} before ${month}.`,
  MONTH_REOPENED: ({ month, by, day }) =>
    `${month} is open already: ${by} opened it again on ${day}. Nothing was changed now. Correct in it what you wanted to correct, then close it again.`,
  ZONE_KEPT: ({ zone, month }) =>
    `Days stay those of ${zone}: ${month} was closed by them. Re-open it first; once a closed month was corrected, the zone stays for good.`,
  REQUESTS_NOT_KEPT: ({ from, doing }) => `Requests from before ${from} are no longer kept, so ${NOT_KEPT[doing]}`,
  LAST_ADMIN: ({ email }) => `${email} is the last admin who can sign in. Make someone else an admin first.`,
  SETUP_DONE: () => "Ratecard is set up already. Sign in.",
  SETUP_LINK_INVALID: () =>
    "This setup link is not the one printed by the running server. Copy the newest one from its terminal.",
  TOO_BUSY: ({ retryAfterSeconds }) =>
    `Too much at once. Try again in ${retryAfterSeconds} s; nothing was lost or written.`,
  UNAVAILABLE: ({ retryAfterSeconds }) =>
    `The server cannot take this just now. Try again in ${retryAfterSeconds} s; nothing was lost or written.`,
};

const NOT_KEPT = {
  zone: "their days could not be added up anew. Days stay those of their zone for good.",
  "re-open":
    "nothing of this month could be changed. Leave it closed: what is to be corrected is booked in the open month.",
} as const;

export function describeError<Code extends DomainErrorCode>(code: Code, details: DomainErrorDetails[Code]): string {
  return SENTENCES[code](details);
}
