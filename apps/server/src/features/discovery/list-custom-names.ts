/**
 * The names somebody made up, each with its base model and what prices both.
 * Units   terms JSON: decimal text, USD per 1,000,000 tokens and USD per request.
 */
import { type PriceTerms, type PricingSource, resolve, type TermsJson, termsToJson } from "@ratecard/pricing";
import { chargeAlike } from "@ratecard/changes";
import type { ActingContext } from "#server/services/context";
import type { PricesNow } from "#server/pricing/live-prices";
import type { CustomNameRow } from "./rows";

export type PricedName = Readonly<{ rung: PricingSource; terms: TermsJson }>;

export type CustomNameView = Readonly<{
  id: string;
  customName: string;
  serverId: string;
  serverName: string;
  actualModel: string;
  provider: string | null;
  isActive: boolean;
  isDiscovered: boolean;
  /** What prices the name itself; null: only the default would. */
  ownPrice: PricedName | null;
  /** What prices the base model. */
  basePrice: PricedName | null;
  isSamePrice: boolean;
}>;

export async function listCustomNames(ctx: ActingContext): Promise<readonly CustomNameView[]> {
  const [prices, rows] = await Promise.all([
    ctx.prices.refresh(),
    ctx.db.prisma.customModel.findMany({
      include: { server: { select: { name: true } } },
      orderBy: [{ customName: "asc" }, { actualModel: "asc" }],
    }),
  ]);
  const at = ctx.clock().getTime();
  return rows.map((row) => viewOf(row, prices, at));
}

function viewOf(row: CustomNameRow, prices: PricesNow, at: number): CustomNameView {
  const own = priceOf(row.customName, row.provider, prices, at);
  const base = priceOf(row.actualModel, row.provider, prices, at);
  return {
    id: row.id,
    customName: row.customName,
    serverId: row.serverId,
    serverName: row.server.name,
    actualModel: row.actualModel,
    provider: row.provider,
    isActive: row.isActive,
    isDiscovered: row.isDiscovered,
    ownPrice: own && { rung: own.rung, terms: termsToJson(own.terms) },
    basePrice: base && { rung: base.rung, terms: termsToJson(base.terms) },
    isSamePrice: own !== null && base !== null && chargeAlike(own.terms, base.terms),
  };
}

function priceOf(
  model: string,
  provider: string | null,
  { book, catalog }: PricesNow,
  at: number,
): { rung: PricingSource; terms: PriceTerms } | null {
  const resolution = resolve(book, catalog, { model, provider: provider ?? undefined, at }, "error");
  return resolution.source === "none" ? null : { rung: resolution.source, terms: resolution.terms };
}
