/**
 * Adds up what a run would change or changed: in all, by model, by month.
 * Units   USD exact, as decimal text in the answer; requests. A request without a cost adds nothing to a sum and is counted apart.
 * Time    months of UTC.
 */
import { add, compare, formatUsd, negate, parseSignedUsd, type PicoUsd, subtract, ZERO } from "@ratecard/money";
import type { BookedRequest } from "#server/ledger/charge-again";
import type { Decision } from "./decide-recost";

export type RecostSum = Readonly<{
  /** Those that change. */
  changed: number;
  oldUsd: string;
  newUsd: string;
  differenceUsd: string;
  /** Of those that change, had no cost before. */
  newlyPriced: number;
  /** No price is known for them: they stay as they are. */
  unpriceable: number;
}>;

export type RecostSummary = RecostSum &
  Readonly<{
    /** Of which its days are, as bounds of the scope; missing in dry runs of before it was kept. */
    zone?: string;
    looked: number;
    /** Largest difference first. */
    models: readonly (RecostSum & Readonly<{ model: string }>)[];
    months: readonly (RecostSum & Readonly<{ month: string }>)[];
    /** How many models there are beside those listed. */
    modelsLeftOut: number;
  }>;

type Sum = { changed: number; old: PicoUsd; new: PicoUsd; newlyPriced: number; unpriceable: number };

const MOST_MODELS = 500;

export class DecisionSums {
  readonly #all = empty();
  readonly #models = new Map<string, Sum>();
  readonly #months = new Map<string, Sum>();
  #looked = 0;

  get looked(): number {
    return this.#looked;
  }

  add(request: Pick<BookedRequest, "model" | "occurredAt" | "costUsd">, decision: Decision): void {
    this.#looked += 1;
    if (decision.kind === "same") return;
    const model = sumOf(this.#models, request.model);
    const month = sumOf(this.#months, request.occurredAt.slice(0, "2026-01".length));
    for (const sum of [this.#all, model, month]) count(sum, request.costUsd, decision);
  }

  summary(): RecostSummary {
    const models = [...this.#models].toSorted(([, left], [, right]) => compare(sizeOf(right), sizeOf(left)));
    return {
      looked: this.#looked,
      ...written(this.#all),
      models: models.slice(0, MOST_MODELS).map(([model, sum]) => ({ model, ...written(sum) })),
      modelsLeftOut: Math.max(0, models.length - MOST_MODELS),
      months: [...this.#months]
        .toSorted(([left], [right]) => left.localeCompare(right))
        .map(([month, sum]) => ({ month, ...written(sum) })),
    };
  }
}

const empty = (): Sum => ({ changed: 0, old: ZERO, new: ZERO, newlyPriced: 0, unpriceable: 0 });

function sumOf(sums: Map<string, Sum>, name: string): Sum {
  const sum = sums.get(name) ?? empty();
  sums.set(name, sum);
  return sum;
}

function count(sum: Sum, oldUsd: string | null, decision: Decision): void {
  if (decision.kind !== "changed") {
    sum.unpriceable += 1;
    return;
  }
  sum.changed += 1;
  if (oldUsd === null) sum.newlyPriced += 1;
  sum.old = add(sum.old, amountOf(oldUsd));
  sum.new = add(sum.new, amountOf(decision.priced.costUsd));
}

function amountOf(usd: string | null): PicoUsd {
  const parsed = usd === null ? null : parseSignedUsd(usd);
  return parsed?.ok ? parsed.value : ZERO;
}

const differenceOf = (sum: Sum): PicoUsd => subtract(sum.new, sum.old);

function sizeOf(sum: Sum): PicoUsd {
  const difference = differenceOf(sum);
  return compare(difference, ZERO) < 0 ? negate(difference) : difference;
}

const written = (sum: Sum): RecostSum => ({
  changed: sum.changed,
  oldUsd: formatUsd(sum.old),
  newUsd: formatUsd(sum.new),
  differenceUsd: formatUsd(differenceOf(sum)),
  newlyPriced: sum.newlyPriced,
  unpriceable: sum.unpriceable,
});
