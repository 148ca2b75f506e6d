/**
 * The lines of an invoice added up by days, provider, model and kind: all that is kept of it.
 * Rules   nothing is dropped: what is no usage of a model is a sum of its own, under its own name, over all days.
 */
import { type FieldProblem, fieldProblem, type InvoiceSum, MOST_INVOICE_SUMS } from "@ratecard/contract";
import { type Decimal, formatDecimal } from "@ratecard/money";
import { addDecimals } from "./billed-kinds";
import type { BilledLine } from "./billed-line";

type Open = Omit<InvoiceSum, "cost" | "quantity"> & { cost: Decimal | null; quantity: Decimal | null };

export class InvoiceSums {
  lines = 0;
  readonly currencies = new Set<string>();
  readonly #sums = new Map<string, Open>();

  add(lines: readonly BilledLine[]): void {
    if (lines.length > 0) this.lines += 1;
    for (const line of lines) this.#addLine(line);
  }

  problem(): FieldProblem | null {
    if (this.#sums.size === 0) return fieldProblem("", "no-invoice-line");
    if (this.currencies.size > 1)
      return fieldProblem("", "mixes-currencies", { currencies: [...this.currencies].toSorted() });
    return this.#sums.size > MOST_INVOICE_SUMS
      ? fieldProblem("", "too-many-invoice-sums", { most: MOST_INVOICE_SUMS })
      : null;
  }

  sums(): readonly InvoiceSum[] {
    return [...this.#sums.values()].map(({ cost, quantity, ...sum }) => ({
      ...sum,
      cost: cost && formatDecimal(cost),
      quantity: quantity && formatDecimal(quantity),
    }));
  }

  #addLine({ day, lastDay, provider, model, kind, quantity, cost, currency }: BilledLine): void {
    if (currency !== "") this.currencies.add(currency);
    const isUsage = kind !== "not-usage";
    const key = JSON.stringify([isUsage && day, isUsage && lastDay, provider, model, kind]);
    const known = this.#sums.get(key);
    if (!known) {
      const opened = { day, lastDay, provider, model, kind, lines: 1, quantity, decimals: cost?.decimals ?? 0 };
      this.#sums.set(key, { ...opened, cost: cost?.value ?? null });
      return;
    }
    merge(known, { day, lastDay, quantity, cost });
  }
}

function merge(
  known: Open,
  { day, lastDay, quantity, cost }: Pick<BilledLine, "day" | "lastDay" | "quantity" | "cost">,
): void {
  known.lines += 1;
  if (day < known.day) known.day = day;
  if (lastDay > known.lastDay) known.lastDay = lastDay;
  // A line that does not say how much leaves the sum unknown.
  known.quantity = known.quantity && quantity && addDecimals(known.quantity, quantity);
  if (!cost) return;
  known.decimals = Math.max(known.decimals, cost.decimals);
  known.cost = known.cost ? addDecimals(known.cost, cost.value) : cost.value;
}
