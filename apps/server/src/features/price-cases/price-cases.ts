/**
 * Golden cases: kept from a request, by hand or from a file, checked at today's prices, updated with a reason.
 * Units   USD as decimal text, compared to the last digit.
 * Errors  NOT_FOUND; INVALID_INPUT for counts that do not fit together, or too many cases.
 */
import type { CheckPriceCases, RemovePriceCase, SavePriceCase, UpdatePriceCase } from "@ratecard/contract";
import { formatUsd } from "@ratecard/money";
import { checkCases, type PricingSource } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import { findPriceCases, knownCase, type PriceCaseView } from "#server/impact/case-rows";
import { partsProblem } from "#server/ledger/usage-of-event";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { deleteCase, saveCases, type StandingCase, updateCase } from "./rows";

export type CheckedCase = PriceCaseView &
  Readonly<{
    isMet: boolean;
    /** null: no cost. */
    foundUsd: string | null;
    foundSource: PricingSource;
  }>;

export type CheckedCases = Readonly<{ checked: number; failing: number; cases: readonly CheckedCase[] }>;

/** At the prices in force: of now, or of the time that a case names. */
export async function checkPriceCases(
  { db, prices, clock }: Pick<ActingContext, "db" | "prices" | "clock">,
  { set }: CheckPriceCases,
): Promise<CheckedCases> {
  const cases = (await findPriceCases(db.pool, set)).map(knownCase);
  const { book, catalog, settings, onUnpriced } = prices.now();
  const checks = checkCases(cases, { book, catalog, settings: { ...settings, onUnpriced } }, clock().getTime());
  const checked = cases.flatMap(({ view }, index): readonly CheckedCase[] => {
    const check = checks[index];
    if (!check) return [];
    const foundUsd = check.costUsd === null ? null : formatUsd(check.costUsd);
    return [{ ...view, isMet: check.isMet, foundUsd, foundSource: check.source }];
  });
  return { checked: checked.length, failing: checked.filter(({ isMet }) => !isMet).length, cases: checked };
}

export async function savePriceCases(ctx: ActingContext, cases: readonly SavePriceCase[]): Promise<CheckedCases> {
  const issues = cases.flatMap(({ usage }, index) => {
    const found = partsProblem(usage);
    return found ? [{ ...found, field: `cases.${index}.usage.${found.field}` }] : [];
  });
  if (issues.length > 0) throw new DomainError("INVALID_INPUT", { issues });
  const [first] = cases;
  const subject = first && cases.length === 1 ? first.label : `${cases.length} golden cases`;
  const details = () => ({ cases: cases.map(({ set, label, expectedUsd }) => ({ set, label, expectedUsd })) });
  await write(ctx, { action: "price-cases.save", subject, reason: first?.reason, details }, (tx) =>
    saveCases(tx, cases, { by: ctx.actor.label, at: ctx.clock() }),
  );
  return checkPriceCases(ctx, {});
}

export async function updatePriceCase(ctx: ActingContext, update: UpdatePriceCase): Promise<CheckedCases> {
  const { id, reason } = update;
  const { label } = await findCase(ctx, id);
  const details = ({ expectedUsd }: StandingCase) => ({ id, before: expectedUsd, after: update.expectedUsd, reason });
  await write(ctx, { action: "price-cases.update", subject: label, reason, details }, async (tx) => {
    const standing = await updateCase(tx, update, { by: ctx.actor.label, at: ctx.clock() });
    if (!standing) throw noSuchCase(id);
    return standing;
  });
  return checkPriceCases(ctx, {});
}

export async function removePriceCase(ctx: ActingContext, { id, reason }: RemovePriceCase): Promise<CheckedCases> {
  const before = await findCase(ctx, id);
  const details = (standing: StandingCase) => ({ before: { ...before, ...standing }, ...(reason && { reason }) });
  await write(ctx, { action: "price-cases.remove", subject: before.label, reason, details }, async (tx) => {
    const standing = await deleteCase(tx, id);
    if (!standing) throw noSuchCase(id);
    return standing;
  });
  return checkPriceCases(ctx, {});
}

async function findCase({ db }: ActingContext, id: string): Promise<PriceCaseView> {
  const found = (await findPriceCases(db.pool)).find((each) => each.id === id);
  if (!found) throw noSuchCase(id);
  return found;
}

const noSuchCase = (id: string) => new DomainError("NOT_FOUND", { what: "golden case", name: id });
