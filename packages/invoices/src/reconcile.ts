/**
 * An invoice against the ledger: which names are which, why they differ, and what explains most of it.
 * Rules   the parts of all models, what only one side has, what is no usage and what is booked on other days add up to
 *         invoice - ledger, to the last digit.
 */
import { type BilledKind, billsModel, type InvoiceSum } from "@ratecard/contract";
import { add, compare, negate, type PicoUsd, ZERO } from "@ratecard/money";
import { billedKinds, usdOf } from "./billed-kinds";
import { matchNames } from "./match/match-names";
import { bookedKinds, type LedgerModel } from "./split/ledger-model";
import { CAUSES, type Cause, type KindDifference, splitModel } from "./split/split-model";

export const VARIANCE_PARTS = [...CAUSES, "only-invoice", "only-ledger", "elsewhere", "not-usage"] as const;
export type VariancePart = (typeof VARIANCE_PARTS)[number];
export type VarianceParts = Readonly<Record<VariancePart, PicoUsd>>;

export type ReconciledGroup = Readonly<{
  /** The ledger's name with the highest cost, else the invoice's. */
  name: string;
  billedNames: readonly string[];
  bookedNames: readonly string[];
  invoiceUsd: PicoUsd;
  /** As the sums of these days have it. */
  ledgerUsd: PicoUsd;
  guessedUsd: PicoUsd;
  parts: VarianceParts;
  kinds: readonly KindDifference[];
}>;

/** Of several days. */
export type BesideModels = Readonly<{ label: string; usd: PicoUsd; lines: number }>;

export type Reconciled = Readonly<{
  invoiceUsd: PicoUsd;
  ledgerUsd: PicoUsd;
  parts: VarianceParts;
  groups: readonly ReconciledGroup[];
  notUsage: readonly BesideModels[];
  /** Compared with nothing, and no part of the invoice's amount. */
  otherServices: readonly BesideModels[];
}>;

export type ToReconcile = Readonly<{
  sums: readonly InvoiceSum[];
  /** null: the invoice is in USD. */
  usdPerUnit: string | null;
  ledger: readonly LedgerModel[];
  /** The invoice's name -> the ledger's, as somebody mapped them. */
  mapped: ReadonlyMap<string, string>;
}>;

const NONE = Object.fromEntries(VARIANCE_PARTS.map((part) => [part, ZERO])) as VarianceParts;

export function reconcile({ sums, usdPerUnit, ledger, mapped }: ToReconcile): Reconciled {
  const usage = sums.filter(({ kind }) => billsModel(kind));
  const sumsOf = new Map<string, InvoiceSum[]>();
  for (const sum of usage) {
    const known = sumsOf.get(sum.model);
    if (known) known.push(sum);
    else sumsOf.set(sum.model, [sum]);
  }
  const byModel = new Map(ledger.map((each) => [each.model, each]));
  const groups = matchNames([...sumsOf.keys()], ledger, mapped).map(({ billed, booked }) =>
    groupOf(
      billed.flatMap((model) => sumsOf.get(model) ?? []),
      booked.flatMap((model) => byModel.get(model) ?? []),
      usdPerUnit,
    ),
  );
  const notUsage = besideModels("not-usage", sums, usdPerUnit);
  const besides = notUsage.reduce((added, { usd }) => add(added, usd), ZERO);
  const parts = groups.reduce((added, group) => addParts(added, group.parts), { ...NONE, "not-usage": besides });
  return {
    invoiceUsd: groups.reduce((added, { invoiceUsd }) => add(added, invoiceUsd), besides),
    ledgerUsd: groups.reduce((added, { ledgerUsd }) => add(added, ledgerUsd), ZERO),
    parts,
    groups,
    notUsage,
    otherServices: besideModels("other-service", sums, usdPerUnit),
  };
}

const addParts = (left: VarianceParts, right: VarianceParts): VarianceParts =>
  Object.fromEntries(VARIANCE_PARTS.map((part) => [part, add(left[part], right[part])])) as VarianceParts;

function groupOf(
  sums: readonly InvoiceSum[],
  models: readonly LedgerModel[],
  usdPerUnit: string | null,
): ReconciledGroup {
  const billed = billedKinds(sums, usdPerUnit);
  const invoiceUsd = billed.reduce((added, { usd }) => add(added, usd ?? ZERO), ZERO);
  const total = (of: (model: LedgerModel) => PicoUsd) => models.reduce((added, model) => add(added, of(model)), ZERO);
  const [dearest] = models.toSorted((left, right) => compare(right.costUsd, left.costUsd));
  const elsewhereUsd = total((model) => model.elsewhereUsd);
  const kinds = splitModel(billed, bookedKinds(models));
  const known = {
    name: dearest?.model ?? sums[0]?.model ?? "",
    billedNames: [...new Set(sums.map(({ model }) => model))],
    bookedNames: models.map(({ model }) => model),
    invoiceUsd,
    ledgerUsd: total(({ costUsd }) => costUsd),
    guessedUsd: total(({ guessedUsd }) => guessedUsd),
  };
  const elsewhere = { ...NONE, elsewhere: elsewhereUsd };
  if (sums.length === 0) {
    return { ...known, kinds: [], parts: { ...elsewhere, "only-ledger": negate(add(known.ledgerUsd, elsewhereUsd)) } };
  }
  if (models.length === 0) return { ...known, kinds, parts: { ...NONE, "only-invoice": invoiceUsd } };
  const causes = Object.fromEntries(CAUSES.map((cause) => [cause, causeTotal(kinds, cause)])) as Record<Cause, PicoUsd>;
  return { ...known, kinds, parts: { ...elsewhere, ...causes } };
}

const causeTotal = (kinds: readonly KindDifference[], cause: Cause): PicoUsd =>
  kinds.reduce((added, { parts }) => add(added, parts[cause]), ZERO);

function besideModels(
  which: BilledKind,
  sums: readonly InvoiceSum[],
  usdPerUnit: string | null,
): readonly BesideModels[] {
  const found = new Map<string, BesideModels>();
  for (const { kind, model, cost, lines } of sums) {
    if (kind !== which) continue;
    const known = found.get(model) ?? { label: model, usd: ZERO, lines: 0 };
    found.set(model, { ...known, usd: add(known.usd, usdOf(cost, usdPerUnit)), lines: known.lines + lines });
  }
  return [...found.values()];
}
