/** What rules and alerts are called on screens. */
import type { AlertCheck, AlertKind, AlertState } from "@ratecard/contract";
import { readableAmount } from "#web/components/money";
import type { RouterOutputs } from "#web/trpc";

export type Alert = RouterOutputs["alerts"]["list"][number];
export type Rule = RouterOutputs["alerts"]["rules"]["rules"][number];
type NoHistory = NonNullable<RouterOutputs["alerts"]["preview"]["why"]>;

export const KIND_WORDS: Readonly<Record<AlertKind, { label: string; about: string }>> = {
  "daily-spend": { label: "Spend of a day", about: "A day costs more than a limit: all of it, a model or a team." },
  "unusual-spend": {
    label: "Unusual spend",
    about: "A day costs far more than the same weekday usually does, by the median of the weeks before.",
  },
  "expensive-model": {
    label: "New expensive model",
    about: "A model that was never sent before costs much on its first day.",
  },
  "default-share": {
    label: "Share priced by a guess",
    about: "Too much of the cost of a day is priced by the default entry.",
  },
  "no-events": { label: "No usage arrives", about: "Nothing was reported for too long, by one gateway or by any." },
  "catalog-stale": { label: "Catalogue grows old", about: "The catalogue was not confirmed for too many days." },
  "price-moved": {
    label: "Upstream price moved",
    about: "The catalogue changed the price of a name with requests, or waits for a decision to do so.",
  },
  "price-unreviewed": {
    label: "Price not reviewed",
    about: "Nobody looked at prices with requests for too long. Told once a month.",
  },
  "case-fails": {
    label: "Golden case fails",
    about:
      "The prices in force do not meet a golden case, whatever changed them: SQL, a pinned file, a scheduled price.",
  },
  budget: { label: "Budget", about: "A budget of the month is used up, or will be when the month ends." },
  quarantine: { label: "Quarantine grows", about: "More events than usual are kept aside and are in no sum." },
};

export const NO_HISTORY_WORDS: Readonly<Record<NoHistory, string>> = {
  "arrivals-not-kept":
    "How often it would have fired is not known: of each gateway and day only the last arrival is kept, not the gaps between them.",
  "refreshes-not-kept":
    "How often it would have fired is not known: only the last refresh of the catalogue is kept, not those before it.",
  "reviews-not-kept":
    "How often it would have fired is not known: of each price only the last review is kept, not those before it.",
  "results-not-kept":
    "How often it would have fired is not known: golden cases are checked at the prices of now, and results of before are not kept.",
  "budgets-not-kept":
    "How often it would have fired is not known: budgets are kept as they are now, not as they were on the days before.",
};

export const STATE_WORDS: Readonly<Record<AlertState, { words: string; color: string }>> = {
  open: { words: "open", color: "red" },
  snoozed: { words: "snoozed", color: "gray" },
  acknowledged: { words: "acknowledged", color: "ledger" },
  over: { words: "over", color: "gray" },
};

/** A check in a sentence. */
export function checkWords(check: AlertCheck): string {
  switch (check.kind) {
    case "daily-spend":
      return `${ofWords(check)}: more than ${readableAmount(check.limitUsd)} a day`;
    case "unusual-spend":
      return `${ofWords(check)}: more than ${check.percent} % of the same weekday in ${check.weeks} weeks, from ${readableAmount(check.floorUsd)} on`;
    case "expensive-model":
      return `More than ${readableAmount(check.per1MUsd)} per 1M tokens, or ${readableAmount(check.dayUsd)} on the first day`;
    case "default-share":
      return `More than ${check.percent} % of the cost of a day, from ${readableAmount(check.floorUsd)} on`;
    case "no-events":
      return `Nothing for ${check.minutes} minutes from ${check.gateway === "" ? "any gateway" : check.gateway}`;
    case "catalog-stale":
      return `Not confirmed for ${check.days} days`;
    case "price-moved":
      return `The name was sent in 30 days at least ${check.requests} ${check.requests === 1 ? "time" : "times"}`;
    case "price-unreviewed":
      return `With requests, not looked at for ${check.days} days`;
    case "case-fails":
      return "Any golden case is not met";
    case "budget":
      return `${check.measure === "forecast" ? "Expected" : "Spent"} more than ${check.percent} % of a budget`;
    case "quarantine":
      return `More than ${check.events} events an ${check.per}`.replace("an day", "a day");
  }
}

const ofWords = ({ of, name }: Readonly<{ of: "all" | "model" | "team"; name: string }>): string =>
  of === "all" ? "All requests" : name === "" ? `Any ${of}` : `${of === "team" ? "Team" : "Model"} ${name}`;
