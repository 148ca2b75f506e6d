/**
 * All that is known of one group: its candidates beside each other, why each rung missed, what served it, its days.
 * Units   USD as decimal text. Time: days of the ledger, instants ISO 8601 UTC.
 * Errors  NOT_FOUND: no request of these days is of the group any more.
 */
import type { FindDefaultPriced } from "@ratecard/contract";
import { formatUsd } from "@ratecard/money";
import { explain, type ExplanationJson, explanationToJson } from "@ratecard/pricing";
import { readOneState, withConnection } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import { usageOf } from "#server/ledger/usage-of-event";
import type { ActingContext } from "#server/services/context";
import { findAliases, findServed, type ServedFact } from "./fact-rows";
import { findDays, findGroups, type GroupDay } from "./group-rows";
import { groupView, type GroupView, rangeOf, reportedOf, weigh } from "./list-groups";
import { type CandidateView, sumsOf } from "./weigh-group";

export type GroupEvidence = GroupView &
  Readonly<{
    candidates: readonly CandidateView[];
    served: readonly ServedFact[];
    /** Of those that reported one above 0. */
    reported: Readonly<{ usd: string; requests: number }>;
    firstAt: string;
    lastAt: string;
    days: readonly GroupDay[];
    /** Of a request of the average size, as prices are now. */
    explanation: ExplanationJson;
  }>;

export async function findGroup(
  ctx: Pick<ActingContext, "db" | "prices" | "clock">,
  { model, provider = null, reason, ...bounds }: FindDefaultPriced,
): Promise<GroupEvidence> {
  const range = await rangeOf(ctx, bounds);
  const key = { model, provider };
  const read = await withConnection(ctx.db.pool, (client) =>
    readOneState(client, async () => ({
      groups: await findGroups(client, range, reason, key),
      served: await findServed(client, range, reason, key),
      days: await findDays(client, range, reason, key),
      aliases: await findAliases(client),
    })),
  );
  const [group] = read.groups;
  if (!group) throw new DomainError("NOT_FOUND", { what: "such group in these days of", name: model });
  const at = ctx.clock().getTime();
  const prices = ctx.prices.now();
  const weighed = weigh(group, read.served, read.aliases, { reason, prices, at });
  const { tokens, countedRequests } = sumsOf(group);
  const average = (sum: bigint) => (countedRequests === 0n ? undefined : Number(sum / countedRequests));
  const usage = usageOf({ promptTokens: average(tokens.input), completionTokens: average(tokens.output) });
  const { book, catalog, settings, onUnpriced } = prices;
  const request = { model, provider: provider ?? undefined, at, usage };
  const reported = reportedOf(read.served);
  return {
    ...groupView(group, weighed),
    candidates: weighed.candidates,
    served: read.served,
    reported: { usd: formatUsd(reported.usd), requests: Number(reported.requests) },
    firstAt: read.served.map(({ firstAt }) => firstAt).sort()[0] ?? "",
    lastAt:
      read.served
        .map(({ lastAt }) => lastAt)
        .sort()
        .at(-1) ?? "",
    days: read.days,
    explanation: explanationToJson(explain(book, catalog, request, { settings, now: at, onUnpriced })),
  };
}
