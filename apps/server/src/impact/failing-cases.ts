/**
 * Which golden cases a change of prices would fail: told by every preview, and asked before every write of prices. One door for
 * change sets, single prices, discounts and margins, and the catalogue.
 * Errors  CASES_FAIL, unless whoever writes accepts them; then they stand in the audit entry.
 */
import type { FailingCase } from "@ratecard/contract";
import { formatUsd } from "@ratecard/money";
import { type CostSettings, casesBrokenBy, type Prices } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { findPriceCases, type KnownCase, knownCase } from "./case-rows";

export type CaseChange = Readonly<{
  after: Prices;
  adjustmentsAfter?: NonNullable<CostSettings["adjustments"]>;
  /** Epoch ms; cases of before are not touched. null: `after` itself says since when which price holds. */
  since: number | null;
  /** Epoch ms: when prices begin, for cases without a time. */
  moments: readonly number[];
}>;

export async function failingCases(
  { db, prices }: Pick<ActingContext, "db" | "prices">,
  { after, adjustmentsAfter, since, moments }: CaseChange,
): Promise<readonly FailingCase[]> {
  const cases = (await findPriceCases(db.pool)).map(knownCase);
  const touched = cases.filter(({ at }) => at === null || since === null || at >= since);
  if (touched.length === 0) return [];
  const { book, catalog, settings, onUnpriced } = prices.now();
  const before = { book, catalog, settings: { ...settings, onUnpriced } };
  const adjusted = adjustmentsAfter ? { ...before.settings, adjustments: adjustmentsAfter } : before.settings;
  return casesBrokenBy(touched, before, { ...after, settings: adjusted }, moments).map(({ priceCase, check }) => ({
    ...namedCase(priceCase),
    wouldCostUsd: check.costUsd === null ? null : formatUsd(check.costUsd),
    wouldComeFrom: check.source,
  }));
}

const namedCase = ({ view: { id, label, set, model, expectedUsd, expectedSource } }: KnownCase) => ({
  id,
  label,
  set,
  model,
  mustCostUsd: expectedUsd,
  mustComeFrom: expectedSource,
});

/** For the audit entry: the cases that fail and were accepted; nothing where none fails. */
export type AcceptedCases = Readonly<{ acceptedFailingCases?: readonly FailingCase[] }>;

/** Asked outside of the transaction: it reads from the pool. */
export async function requireCases(
  ctx: Pick<ActingContext, "db" | "prices" | "acceptsFailingCases">,
  change: CaseChange,
): Promise<AcceptedCases> {
  return acceptedCases(ctx, await failingCases(ctx, change));
}

/** The same of cases that are known already. */
export function acceptedCases(
  { acceptsFailingCases }: Pick<ActingContext, "acceptsFailingCases">,
  cases: readonly FailingCase[],
): AcceptedCases {
  if (cases.length === 0) return {};
  if (acceptsFailingCases !== true) throw new DomainError("CASES_FAIL", { cases });
  return { acceptedFailingCases: cases };
}
