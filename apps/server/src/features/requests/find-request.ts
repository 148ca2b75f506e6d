/**
 * One request with everything that made its cost: what priced it, what would price it today, what the gateway reports.
 * Units   USD as decimal text. Time: ISO 8601 UTC.
 * Errors  NOT_FOUND.
 */
import type { ExplainPrice, OneRequest } from "@ratecard/contract";
import { formatUsd, parseSignedUsd, percentDifference, subtract } from "@ratecard/money";
import { COUNT_FIELDS, resolve } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import { chargeAgain } from "#server/ledger/charge-again";
import { isFreeOfCharge } from "#server/ledger/usage-of-event";
import type { PricesNow } from "#server/pricing/live-prices";
import type { Services } from "#server/services/context";
import {
  type BookPrice,
  type CatalogPrice,
  type DetailedRequest,
  findBookPrice,
  findCatalogPrice,
  findRequest as findRow,
} from "./rows";

type RequestServices = Pick<Services, "db" | "prices">;

export async function findRequest({ db, prices }: RequestServices, { requestId, gateway }: OneRequest) {
  const request = await findRow(db.pool, requestId, gateway);
  if (!request) throw new DomainError("NOT_FOUND", { what: "request", name: requestId });
  return {
    request,
    pricedBy: await findPrice(db, request),
    freeBecause: freeBecause(request),
    reported: compareReported(request),
    again: priceAgain(request, prices.now()),
    /** What to ask of `explain` for the trace at the request's own time. */
    explain: explainInput(request, prices.now()),
  };
}

async function findPrice({ pool }: Services["db"], request: DetailedRequest): Promise<BookPrice | CatalogPrice | null> {
  const { priceVersionId, catalogSnapshotId, catalogKey } = request;
  if (priceVersionId !== null) return findBookPrice(pool, priceVersionId);
  if (catalogSnapshotId === null || catalogKey === null) return null;
  return findCatalogPrice(pool, catalogSnapshotId, catalogKey);
}

function freeBecause(request: DetailedRequest): "cache-hit" | "failed-before-tokens" | null {
  if (!isFreeOfCharge(request)) return null;
  return request.isCacheHit ? "cache-hit" : "failed-before-tokens";
}

/** Ours minus theirs; null when one of them is not known. */
function compareReported({ costUsd, reportedCostUsd }: DetailedRequest) {
  const ours = parseSignedUsd(costUsd ?? "");
  const theirs = parseSignedUsd(reportedCostUsd ?? "");
  if (!ours.ok || !theirs.ok) return null;
  return {
    differenceUsd: formatUsd(subtract(ours.value, theirs.value)),
    differencePercent: percentDifference(theirs.value, ours.value) ?? null,
  };
}

/** As of the request's time, by what is believed today. It differs after a price was corrected backwards. */
function priceAgain(request: DetailedRequest, prices: PricesNow) {
  const { source, costUsd, versionId } = chargeAgain(request, prices);
  const text = costUsd === null ? null : formatUsd(costUsd);
  return { source, costUsd: text, versionId: versionId ?? null, isSame: text === request.costUsd };
}

const CONDITIONS = [
  "units",
  "serviceTier",
  "isBatch",
  "speed",
  "inferenceGeo",
  "region",
  "maxResults",
  "sumOfRequests",
] as const;

/** A provider that is found in the same way without being given is left out: then the trace says who tells it. */
function explainInput(request: DetailedRequest, { book, catalog }: PricesNow): ExplainPrice {
  const { model, provider, occurredAt } = request;
  const found = resolve(book, catalog, { model, at: Date.parse(occurredAt) });
  const isGuessed = request.flags.includes("provider-guessed");
  const isFound = found.provider === provider && found.warnings.includes("provider-guessed") === isGuessed;
  const reported = [...COUNT_FIELDS, ...CONDITIONS].flatMap((field) =>
    request[field] === null || request[field] === false ? [] : [[field, request[field]] as const],
  );
  return {
    model,
    at: new Date(occurredAt).toISOString(),
    ...(isFound || provider === null ? {} : { provider }),
    ...Object.fromEntries(reported),
  };
}
