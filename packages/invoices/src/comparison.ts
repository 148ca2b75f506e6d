/**
 * A comparison as it is kept, shown and exported. Units: USD and rates per 1,000,000 tokens as exact decimal text; quantities are tokens.
 * Rules   findings are ranked by their money; `parts` add up to `varianceUsd` = `invoiceUsd` - `ledgerUsd`.
 */
import type { BilledKind } from "@ratecard/contract";
import { type Decimal, decimal, formatDecimal, formatUsd, type PicoUsd, subtract, toPico, ZERO } from "@ratecard/money";
import {
  type BesideModels,
  type Reconciled,
  type ReconciledGroup,
  type VarianceParts,
  VARIANCE_PARTS,
  type VariancePart,
} from "./reconcile";
import { per1M } from "./split/amounts";
import type { KindDifference } from "./split/split-model";

export type Finding = Readonly<{
  cause: VariancePart;
  /** The model as the ledger names it, else as the invoice does; of what is no usage its label. */
  name: string;
  kind: BilledKind | null;
  usd: string;
  /** Of the whole difference; null: it goes the other way, or is more than all of it. */
  percent: string | null;
  billedPer1M: string | null;
  bookedPer1M: string | null;
  billedQuantity: string | null;
  bookedQuantity: string | null;
  /** The default or a placeholder priced some of it. */
  isGuessed: boolean;
}>;

export type ComparedModel = Readonly<{
  name: string;
  billedNames: readonly string[];
  bookedNames: readonly string[];
  invoiceUsd: string;
  ledgerUsd: string;
  varianceUsd: string;
  parts: Readonly<Record<VariancePart, string>>;
}>;

export type Comparison = Readonly<{
  invoiceUsd: string;
  ledgerUsd: string;
  varianceUsd: string;
  parts: Readonly<Record<VariancePart, string>>;
  findings: readonly Finding[];
  /** Those beyond the ones that are listed. */
  findingsLeftOut: number;
  models: readonly ComparedModel[];
  notUsage: readonly LabelledCost[];
  /** What the file bills of services without models, by service, the dearest first: compared with nothing. Missing: compared before this was kept. */
  otherServices?: readonly LabelledCost[];
}>;

type LabelledCost = Readonly<{ label: string; usd: string; lines: number }>;

const MOST_FINDINGS = 100;

export function comparisonOf(reconciled: Reconciled): Comparison {
  const { invoiceUsd, ledgerUsd, parts, groups, notUsage, otherServices } = reconciled;
  const variance = subtract(invoiceUsd, ledgerUsd);
  const findings = [
    ...groups.flatMap((group) => findingsOf(group, variance)),
    ...notUsage.map(({ label, usd }) => findingOf({ cause: "not-usage", name: label, usd }, variance)),
  ]
    .filter(({ usd }) => usd !== "0")
    .toSorted(bySize);
  return {
    invoiceUsd: formatUsd(invoiceUsd),
    ledgerUsd: formatUsd(ledgerUsd),
    varianceUsd: formatUsd(variance),
    parts: partsText(parts),
    findings: findings.slice(0, MOST_FINDINGS),
    findingsLeftOut: Math.max(0, findings.length - MOST_FINDINGS),
    models: groups.map(modelOf).toSorted((left, right) => sizeOf(right.varianceUsd, left.varianceUsd)),
    notUsage: notUsage.map(labelledCost),
    otherServices: otherServices.map(labelledCost).toSorted(bySize),
  };
}

const labelledCost = ({ usd, ...each }: BesideModels): LabelledCost => ({ ...each, usd: formatUsd(usd) });

const partsText = (parts: VarianceParts): Readonly<Record<VariancePart, string>> =>
  Object.fromEntries(VARIANCE_PARTS.map((part) => [part, formatUsd(parts[part])])) as Record<VariancePart, string>;

const modelOf = ({ name, billedNames, bookedNames, invoiceUsd, ledgerUsd, parts }: ReconciledGroup): ComparedModel => ({
  name,
  billedNames,
  bookedNames,
  invoiceUsd: formatUsd(invoiceUsd),
  ledgerUsd: formatUsd(ledgerUsd),
  varianceUsd: formatUsd(subtract(invoiceUsd, ledgerUsd)),
  parts: partsText(parts),
});

/** Price and volume kind by kind, for each kind has a rate of its own. */
function findingsOf(group: ReconciledGroup, variance: PicoUsd): readonly Finding[] {
  const { name, parts, kinds, guessedUsd } = group;
  const isGuessed = guessedUsd !== ZERO;
  const ofKinds = kinds.flatMap((kind) =>
    (["price", "volume"] as const).map((cause) =>
      findingOf({ cause, name, usd: kind.parts[cause], isGuessed, ...ratesOf(kind) }, variance),
    ),
  );
  const others = VARIANCE_PARTS.filter((part) => part !== "price" && part !== "volume" && part !== "not-usage");
  const isMatched = group.billedNames.length > 0 && group.bookedNames.length > 0;
  return [
    ...(isMatched ? ofKinds : []),
    ...others.map((cause) => findingOf({ cause, name, usd: parts[cause], isGuessed }, variance)),
  ];
}

function ratesOf({ kind, billedUsd, billedQuantity, bookedUsd, bookedTokens }: KindDifference) {
  const booked = decimal(bookedTokens);
  return {
    kind,
    billedPer1M: textOf(billedUsd === null || billedQuantity === null ? undefined : per1M(billedUsd, billedQuantity)),
    bookedPer1M: textOf(per1M(bookedUsd, booked)),
    billedQuantity: textOf(billedQuantity ?? undefined),
    bookedQuantity: formatDecimal(booked),
  };
}

const textOf = (value: Decimal | undefined): string | null => (value === undefined ? null : formatDecimal(value));

type Found = Readonly<{ cause: VariancePart; name: string; usd: PicoUsd }> & Partial<Omit<Finding, "usd">>;

const findingOf = ({ usd, ...found }: Found, variance: PicoUsd): Finding => ({
  kind: null,
  billedPer1M: null,
  bookedPer1M: null,
  billedQuantity: null,
  bookedQuantity: null,
  isGuessed: false,
  ...found,
  usd: formatUsd(usd),
  percent: percentOf(usd, variance),
});

/** Whole percents, cut off: "100 %" is all of it. */
function percentOf(usd: PicoUsd, variance: PicoUsd): string | null {
  const [part, whole] = [toPico(usd), toPico(variance)];
  if (whole === 0n || part > 0n !== whole > 0n) return null;
  const percent = (part * 100n) / whole;
  return percent > 100n ? null : percent.toString();
}

const bySize = (left: Readonly<{ usd: string }>, right: Readonly<{ usd: string }>): number =>
  sizeOf(right.usd, left.usd);

/** By the amounts without their signs, in decimal text of one form. */
function sizeOf(left: string, right: string): number {
  const [a, b] = [wholeAndRest(left), wholeAndRest(right)];
  if (a.whole.length !== b.whole.length) return a.whole.length - b.whole.length;
  return a.whole === b.whole ? (a.rest < b.rest ? -1 : a.rest > b.rest ? 1 : 0) : a.whole < b.whole ? -1 : 1;
}

function wholeAndRest(usd: string) {
  const [whole = "", rest = ""] = usd.replace("-", "").split(".");
  return { whole, rest };
}
