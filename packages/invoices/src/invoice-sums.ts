/**
 * The lines of an invoice added up by days, provider, model and kind: all that is kept of it.
 * Rules   nothing is dropped: what is no usage of a model is a sum of its own, under its own name, over all days. Lines of other services are
 *         a sum of each service, and no part of what is compared.
 */
import {
  billsModel,
  type FieldProblem,
  fieldProblem,
  type InvoiceSum,
  LONGEST_INVOICE_TEXT,
  MOST_INVOICE_SUMS,
} from "@ratecard/contract";
import { type Decimal, decimal, formatDecimal } from "@ratecard/money";
import { addDecimals } from "./billed-kinds";
import { type BilledDays, type BilledLine, OF_ALL_DAYS } from "./billed-line";

type Open = Omit<InvoiceSum, "cost" | "quantity"> & { cost: Decimal | null; quantity: Decimal | null };

export class InvoiceSums {
  /** Rows of the file that bill something. */
  lines = 0;
  /** Those of them that are of other services. */
  linesOfServices = 0;
  readonly currencies = new Set<string>();
  /** Of all costs, in the invoice's currency. */
  total: Decimal = decimal(0n);
  /** That of what is no usage of a model, without other services; and that of other services. */
  besides: Decimal = decimal(0n);
  ofServices: Decimal = decimal(0n);
  readonly #sums = new Map<string, Open>();

  add(lines: readonly BilledLine[]): void {
    if (lines.length > 0) this.lines += 1;
    if (lines.some(({ kind }) => kind === "other-service")) this.linesOfServices += 1;
    for (const line of lines) this.#addLine(line);
  }

  /** What is more could not be kept, so nothing further has to be read. */
  get isFull(): boolean {
    return this.#sums.size > MOST_INVOICE_SUMS;
  }

  problem(): FieldProblem | null {
    if (this.#days() === null) return fieldProblem("", "no-invoice-line");
    const [first] = this.#sums.values();
    if (first && this.lines === this.linesOfServices)
      return fieldProblem("", "only-other-services", { service: first.model });
    if (this.currencies.size > 1)
      return fieldProblem("", "mixes-currencies", { currencies: [...this.currencies].toSorted() });
    return this.isFull ? fieldProblem("", "too-many-invoice-sums", { most: MOST_INVOICE_SUMS }) : null;
  }

  sums(): readonly InvoiceSum[] {
    const all = this.#days() ?? OF_ALL_DAYS;
    return [...this.#sums.values()].map(({ cost, quantity, ...sum }) => ({
      ...sum,
      ...(sum.day === OF_ALL_DAYS.day && all),
      cost: cost && formatDecimal(cost),
      quantity: quantity && formatDecimal(quantity),
    }));
  }

  /** null: no line has one. */
  #days(): BilledDays | null {
    const dated = [...this.#sums.values()].filter(({ day }) => day !== OF_ALL_DAYS.day);
    const [day] = dated.map((sum) => sum.day).toSorted();
    const lastDay = dated
      .map((sum) => sum.lastDay)
      .toSorted()
      .at(-1);
    return day === undefined || lastDay === undefined ? null : { day, lastDay };
  }

  #addLine({ day, lastDay, kind, quantity, cost, currency, ...names }: BilledLine): void {
    const [provider, model] = [plain(names.provider), plain(names.model)];
    if (currency !== "") this.currencies.add(currency);
    if (cost) this.total = addDecimals(this.total, cost.value);
    if (cost && kind === "not-usage") this.besides = addDecimals(this.besides, cost.value);
    if (cost && kind === "other-service") this.ofServices = addDecimals(this.ofServices, cost.value);
    const key = billsModel(kind)
      ? JSON.stringify([day, lastDay, provider, model, kind])
      : JSON.stringify([provider, model, kind]);
    const known = this.#sums.get(key);
    if (!known) {
      const opened = { day, lastDay, provider, model, kind, lines: 1, quantity, decimals: cost?.decimals ?? 0 };
      this.#sums.set(key, { ...opened, cost: cost?.value ?? null });
      return;
    }
    merge(known, { ...(day === OF_ALL_DAYS.day ? known : { day, lastDay }), quantity, cost });
  }
}

const UNPRINTABLE = /[^\P{Cc}\t\r\n]|\p{Cs}/gu;

/** As it can be kept. */
const plain = (name: string): string => name.slice(0, LONGEST_INVOICE_TEXT).replaceAll(UNPRINTABLE, "\uFFFD");

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
