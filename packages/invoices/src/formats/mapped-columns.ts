/** Any file whose columns somebody maps: at least a day, a model and a cost; its kinds and tokens where it tells them. */
import {
  type BilledKind,
  BILLED_KINDS,
  fieldProblem,
  type InvoiceColumns,
  type InvoiceField,
} from "@ratecard/contract";
import type { BilledLine, ReadLines } from "../billed-line";
import { amountIn, daysIn, quantityIn, textIn } from "../cell-values";
import { kindInWords } from "./kind-words";
import { dayProblem, TOTAL } from "./line-parts";
import { bareName, bareNames } from "./row-cells";

/** Names seen in exports of costs, bare. */
const NAMES: Readonly<Record<InvoiceField, string>> = {
  day: "day date usagedate startdate starttime timestamp createdat month period billingperiod",
  lastDay: "lastday enddate until",
  model: "model modelname modelid sku product service description item lineitem",
  cost: "cost costusd totalcost amount amountusd charge total price netamount",
  currency: "currency currencycode billingcurrency",
  provider: "provider vendor supplier",
  kind: "kind type tokentype usagetype",
  quantity: "quantity tokens totaltokens usagequantity units",
  promptTokens: "prompttokens inputtokens tokensin tokensprompt",
  completionTokens: "completiontokens outputtokens tokensout tokenscompletion",
};

/** Each field at most once: the first column that has such a name. */
export function guessInvoiceColumns(names: readonly string[]): InvoiceColumns {
  const taken = new Set<string>();
  return Object.fromEntries(
    names.map((name) => {
      const found = Object.entries(NAMES).find(
        ([field, known]) => !taken.has(field) && bareNames(name).some((bare) => known.split(" ").includes(bare)),
      );
      if (found) taken.add(found[0]);
      return [name, (found?.[0] as InvoiceField | undefined) ?? null];
    }),
  );
}

export const NEEDED_FIELDS = ["day", "model", "cost"] as const satisfies readonly InvoiceField[];

export function readMapped(columns: InvoiceColumns, isComma: boolean): ReadLines {
  const columnOf = new Map(Object.entries(columns).map(([name, field]) => [field, bareName(name)]));
  return (row) => {
    const cell = (field: InvoiceField) => {
      const column = columnOf.get(field);
      return column === undefined ? undefined : row(column);
    };
    const given = textIn(cell("cost"));
    if (given === "") return [];
    const cost = amountIn(given, isComma);
    if (cost === null) return fieldProblem("cost", "not-an-invoice-amount", { given });
    const days = daysIn(cell("day"));
    if (days === null) {
      const [day, model] = [textIn(cell("day")), textIn(cell("model"))];
      return TOTAL.test(day || model) ? { total: cost } : dayProblem(day);
    }
    const lastDay = daysIn(cell("lastDay"))?.lastDay ?? days.lastDay;
    const line: BilledLine = {
      day: days.day,
      lastDay: lastDay < days.day ? days.day : lastDay,
      provider: textIn(cell("provider")),
      model: textIn(cell("model")),
      kind: kindOf(textIn(cell("kind"))),
      quantity: quantityIn(cell("quantity"), isComma),
      cost,
      currency: textIn(cell("currency")).toUpperCase(),
    };
    const counted = (kind: BilledKind, quantity: unknown): readonly BilledLine[] => {
      const tokens = quantityIn(quantity, isComma);
      return tokens === null ? [] : [{ ...line, kind, quantity: tokens, cost: null }];
    };
    if (line.kind !== "all") return [line];
    const main = { ...line, quantity: null };
    return [main, ...counted("input", cell("promptTokens")), ...counted("output", cell("completionTokens"))];
  };
}

const NOT_USAGE = /\b(tax|vat|credit|discount|fee|support|storage|refund|adjustment)\b/i;

function kindOf(words: string): BilledKind {
  if (words === "") return "all";
  const exact = BILLED_KINDS.find((kind) => kind === words);
  return exact ?? (NOT_USAGE.test(words) ? "not-usage" : (kindInWords(words) ?? "all"));
}
