/** What the queue shows, as it stands in the URL: the tab, the period, the group that is open. Time: days of the ledger. */
import { QUEUE_REASONS, type QueueReason } from "@ratecard/contract";
import { z } from "zod";
import { PeriodSearch } from "#web/components/period-picker";
import type { RouterOutputs } from "#web/trpc";

export const QUEUE_TABS = [...QUEUE_REASONS, "proposals", "ignored"] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** The router reads a name of digits as a number. */
const Text = z.union([z.string(), z.number()]).transform(String).catch("");

export const QueueSearch = PeriodSearch.extend({
  tab: z.enum(QUEUE_TABS).catch("default"),
  q: Text,
  sort: z.string().catch(""),
  /** The sent name of the group that is open, and its provider. */
  group: Text,
  at: Text,
});
export type QueueSearch = z.output<typeof QueueSearch>;

export type Group = RouterOutputs["defaultPriced"]["list"]["groups"][number];
export type Evidence = RouterOutputs["defaultPriced"]["group"];
export type Candidate = Evidence["candidates"][number];

export const REASON_WORDS: Readonly<Record<QueueReason, Readonly<{ label: string; about: string }>>> = {
  default: { label: "Default price", about: "Nobody priced these names: the default entry did." },
  placeholder: {
    label: "Placeholder",
    about: "The default price was written under the name, until somebody sets one.",
  },
  unpriced: { label: "Unpriced", about: "Requests without a cost, which is not 0." },
  "rate-fallback": { label: "Borrowed rate", about: "A kind of token has no rate of its own and took another one's." },
  "usage-not-priced": {
    label: "Not charged",
    about: "Something was consumed that no rate charges, or a fee of requests that nobody counted.",
  },
  "differs-from-reported": { label: "Gateway differs", about: "The gateway reports another cost, by more than 5 %." },
};

export const isReason = (tab: QueueTab): tab is QueueReason => tab !== "proposals" && tab !== "ignored";

export const groupKey = ({ model, provider }: Pick<Group, "model" | "provider">): string =>
  JSON.stringify([model, provider]);

/** The search of the request list that shows exactly the requests of a group. */
export function requestsOf(
  { model, provider }: Pick<Group, "model" | "provider">,
  reason: QueueReason,
  { from, to }: Readonly<{ from: string; to: string }>,
): never {
  const filters = { model, provider: provider ?? [""], from, to };
  return { ...filters, ...FILTER_OF[reason] } as never;
}

const FILTER_OF: Readonly<Record<QueueReason, object>> = {
  default: { source: "default" },
  placeholder: { flag: "placeholder-price" },
  unpriced: { unpriced: true },
  "rate-fallback": { flag: "rate-fallback" },
  "usage-not-priced": { flag: "usage-not-priced" },
  "differs-from-reported": { flag: "differs-from-reported" },
};

/** Why a price is taken, in the words that a proposal keeps. */
export const evidenceText = ({ name, reason }: Pick<Candidate, "name" | "reason">): string =>
  name === null ? reason : `${name}: ${reason}`;
