/**
 * OpenAI's costs: buckets of GET /v1/organization/costs, or the CSV of the console's cost export.
 * Form    amount.value / amount_value in amount.currency, up to 30 decimals; line_item when grouped by line item; quantity with
 *         quantity_unit in newer exports. Days without costs are lines without an amount. Days are UTC.
 *         line_item is "gpt-4o-2024-08-06, cached input", "gpt-5.6, cache writes", "gpt-realtime-1.5 audio, output"; with a tier before
 *         and a context behind it: "priority | gpt-5.6-sol, output, long context". "web search tool calls", "evals | ..." and "assistants
 *         api | file search" are no model of the gateway.
 * Source  platform.openai.com/docs/api-reference/usage/costs, whose amounts are what the invoice reconciles to; line items of live
 *         organizations as public dashboards quote them (2026); github.com/xavierjflanagan/Guardian has an export of October 2025
 */
import type { BilledKind } from "@ratecard/contract";
import { multiplyDecimals } from "@ratecard/money";
import type { ReadLines } from "../billed-line";
import { quantityIn, textIn, unitFactor } from "../cell-values";
import { kindInWords } from "./kind-words";
import { baseOf, currencyIn, fromBase, lineOf } from "./line-parts";

export const readOpenaiCosts: ReadLines = (cell) =>
  fromBase(baseOf(cell("starttime") ?? cell("starttimeiso"), cell("amountvalue")), (base) => {
    const { model, kind } = partsOf(textIn(cell("lineitem")));
    const currency = currencyIn(cell("amountcurrency"));
    const quantity = quantityOf(cell("quantity"), textIn(cell("quantityunit")), kind);
    return [lineOf(base, { provider: "openai", model, kind, currency, quantity })];
  });

type Parts = Readonly<{ model: string; kind: BilledKind }>;

const TIER = /^(?:priority|flex|batch|scale|default|standard|fast) \| /i;
const ITEM =
  /^([^,|]+?)(?: (audio|image|video|text))?, ((?:cached )?(?:input|output)\b|cach\w* writes?|[a-z_ ]*tokens?)/i;

function partsOf(item: string): Parts {
  if (item === "") return { model: "", kind: "all" };
  const usage = item.replace(TIER, "");
  const [, model = "", medium = "", counted = ""] = ITEM.exec(usage) ?? [];
  const kind = counted === "" ? null : kindInWords(`${medium} ${counted}`.replaceAll("_", " "), { isWhole: true });
  if (kind) return { model, kind };
  // "whisper-1, audio", "dall-e-3": a name of one word is a model, whatever is counted of it.
  const [name = ""] = usage.split(", ");
  return /[ |]/.test(name) ? { model: item, kind: "not-usage" } : { model: name, kind: "all" };
}

/** Of another unit than tokens nothing is compared; without one a line of a kind counts tokens, and no other. */
function quantityOf(quantity: unknown, unit: string, kind: BilledKind) {
  const given = quantityIn(quantity);
  const isTokens = unit === "" ? kind !== "all" : /token/i.test(unit);
  if (given === null || !isTokens || kind === "not-usage") return null;
  const factor = unitFactor(unit);
  return factor === null ? given : multiplyDecimals(given, factor);
}
