/**
 * Every question that a screen or a program asks of the ledger, a line each. A new screen adds its lines here.
 * `reads`: "rows" are not asked where only rollups are there.
 */
import { toCursor } from "#server/ledger/list-cursor";
import { modelName, MODELS } from "./events";

/** Both days included; `middle` is an instant. */
export type AskedRange = Readonly<{ from: string; to: string; middle: string }>;
export type Question = Readonly<{ name: string; reads: "rollup" | "rows"; path: (range: AskedRange) => string }>;

const procedure = (name: string, input: Readonly<Record<string, unknown>>) =>
  `/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`;

const rollup = (name: string, path: Question["path"]): Question => ({ name, reads: "rollup", path });

const analytics = (name: string, query: Readonly<Record<string, string>>) =>
  rollup(
    `analytics: ${name}`,
    ({ from, to }) => `/api/admin/analytics?${new URLSearchParams({ from, to, ...query }).toString()}`,
  );

const requests = (name: string, filter: Readonly<Record<string, unknown>>, isDeep = false): Question => ({
  name: `requests: ${name}`,
  reads: "rows",
  path: ({ from, to, middle }) =>
    procedure("requests.list", { from, to, ...filter, ...(isDeep && { cursor: toCursor([middle, "", ""]) }) }),
});

const together = (name: string, ask: "totals" | "groups", input: Readonly<Record<string, unknown>>): Question => ({
  name: `requests: ${name}`,
  reads: "rows",
  path: ({ from, to }) => procedure(`requests.${ask}`, { from, to, ...input }),
});

export const QUESTIONS: readonly Question[] = [
  rollup("dashboard", ({ from, to }) => procedure("spend.dashboard", { from, to })),
  analytics("total", { groupBy: "" }),
  analytics("by day", { groupBy: "day" }),
  analytics("by month", { groupBy: "month" }),
  analytics("by model", { groupBy: "model" }),
  analytics("by provider", { groupBy: "provider" }),
  analytics("by source", { groupBy: "source" }),
  analytics("by month and model", { groupBy: "month,model" }),
  analytics("by day and provider", { groupBy: "day,provider" }),
  analytics("by day, one model", { groupBy: "day", model: modelName(0) }),
  analytics("by team and month", { groupBy: "team,month" }),
  rollup("top users", ({ from, to }) => procedure("spend.ranking", { from, to, by: "user" })),
  rollup("explore: model by week", ({ from, to }) =>
    procedure("spend.explore", { from, to, group: "model", interval: "week" }),
  ),
  rollup("explore: team and model by month", ({ from, to }) =>
    procedure("spend.explore", { from, to, group: "team", subgroup: "model", interval: "month" }),
  ),
  rollup("names to filter by", ({ from, to }) => procedure("spend.names", { from, to, by: "user", search: "user-99" })),
  requests("first page", {}),
  requests("deep page", {}, true),
  requests("a busy model", { model: modelName(0) }),
  requests("a busy model, deep", { model: modelName(0) }, true),
  requests("a rare model", { model: modelName(MODELS - 1) }),
  requests("a provider", { provider: "deepseek" }),
  requests("a busy user", { user: "user-0@example.org" }),
  requests("a rare user", { user: "user-999@example.org" }),
  requests("a team", { team: "team-19" }),
  requests("a team and a model", { team: "team-19", model: modelName(MODELS - 1) }),
  requests("errors", { isError: true }),
  requests("errors, deep", { isError: true }, true),
  requests("errors of a rare user", { isError: true, user: "user-999@example.org" }),
  requests("needs a price", { isDefaultPriced: true }),
  requests("needs a price, deep", { isDefaultPriced: true }, true),
  requests("without a cost", { isUnpriced: true }),
  requests("with a flag", { flag: "provider-guessed" }),
  requests("a name without requests", { user: "nobody@example.org" }),
  requests("oldest first", { sort: "time" }),
  requests("most expensive", { sort: "-cost" }),
  requests("cheapest", { sort: "cost" }),
  requests("most tokens", { sort: "-tokens" }),
  requests("slowest", { sort: "-latency" }),
  requests("slowest errors", { sort: "-latency", isError: true }),
  requests("most expensive of a busy user", { sort: "-cost", user: "user-0@example.org" }),
  requests("most expensive of a busy model", { sort: "-cost", model: modelName(0) }),
  requests("most expensive of a provider", { sort: "-cost", provider: "deepseek" }),
  requests("a range of cost", { costUsdFrom: "0.03", costUsdTo: "0.031" }),
  requests("a range of latency that has none", { latencyMsFrom: "900000" }),
  together("totals", "totals", {}),
  together("totals of a team", "totals", { team: "team-19" }),
  together("totals of a team and a user", "totals", { team: "team-19", user: "user-999@example.org" }),
  together("totals of errors", "totals", { isError: true }),
  together("totals of a status", "totals", { status: "500" }),
  together("by model", "groups", { by: "model" }),
  together("by user", "groups", { by: "user" }),
  together("by status", "groups", { by: "status" }),
  together("by model, errors", "groups", { by: "model", isError: true }),
];
