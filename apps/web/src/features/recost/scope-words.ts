/** Which requests a run is about, in words. Time: days of the ledger. */
import type { RouterOutputs } from "#web/trpc";

export type RecostRun = RouterOutputs["recost"]["list"][number];
export type Scope = RecostRun["scope"];

const LABELS: Readonly<Record<keyof Scope, string>> = {
  from: "from",
  to: "until",
  model: "model",
  provider: "provider",
  source: "priced by",
  team: "team",
  user: "user",
  key: "API key",
  tag: "tag",
  notModel: "not model",
  notProvider: "not provider",
  notSource: "not priced by",
  notTeam: "not team",
  notUser: "not user",
  notKey: "not API key",
  gateway: "gateway",
  server: "server",
  requestId: "request",
  catalogSnapshot: "catalogue snapshot",
  priceVersion: "price version",
  flag: "flag",
  status: "status",
  costUsdFrom: "cost from USD",
  costUsdTo: "cost up to USD",
  tokensFrom: "tokens from",
  tokensTo: "tokens up to",
  latencyMsFrom: "latency from ms",
  latencyMsTo: "latency up to ms",
  isDefaultPriced: "needs a price",
  isFlagged: "priced with a reservation",
  isUnpriced: "without a cost",
  isError: "failed",
};

const valueWords = (value: unknown): string => {
  if (value === true) return "yes";
  if (value === false) return "no";
  return Array.isArray(value) ? value.map((name) => String(name) || "none").join(", ") : String(value);
};

/** One word pair a filter; none: all requests. */
export const scopeParts = (scope: Scope): readonly (readonly [name: keyof Scope, words: string])[] =>
  (Object.keys(LABELS) as (keyof Scope)[]).flatMap((name) =>
    scope[name] === undefined ? [] : [[name, `${LABELS[name]}: ${valueWords(scope[name])}`] as const],
  );

export const scopeWords = (scope: Scope): string =>
  scopeParts(scope)
    .map(([, words]) => words)
    .join(" · ") || "all requests";

export const STATE_WORDS: Readonly<Record<RecostRun["state"], { words: string; color: string }>> = {
  previewing: { words: "dry run at work", color: "gray" },
  previewed: { words: "to be confirmed", color: "orange" },
  running: { words: "running", color: "ledger" },
  done: { words: "done", color: "gray" },
  stopped: { words: "stopped", color: "orange" },
};
