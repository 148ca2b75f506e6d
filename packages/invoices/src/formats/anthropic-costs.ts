/**
 * Anthropic's costs: buckets of GET /v1/organizations/cost_report, or the CSV of the console's cost page.
 * Units   the report's `amount` is in cents ("123.45" is 1.23 USD), the console's `cost_usd` in dollars. Neither tells tokens.
 * Form    report: model, token_type (uncached_input_tokens, cache_creation.ephemeral_5m_input_tokens, ...) and cost_type (tokens, web_search,
 *         code_execution, session_usage) where grouped by description. Console: model as "Claude Sonnet 4.5", token_type as input_no_cache,
 *         input_cache_read, input_cache_write_5m, output; cost_type token. cost_usd is after discounts, list_price_usd before; many lines
 *         are 0.00. Days are UTC.
 * Source  platform.claude.com/docs/en/api/admin/cost_report; a console's export of September 2026 in tests of a public importer
 */
import type { BilledKind } from "@ratecard/contract";
import { decimal, multiplyDecimals } from "@ratecard/money";
import type { BilledLine, Cell, ReadLines } from "../billed-line";
import { textIn } from "../cell-values";
import { kindInWords } from "./kind-words";
import { baseOf, currencyIn, fromBase, type LineBase, lineOf } from "./line-parts";

const KINDS: Readonly<Record<string, BilledKind>> = {
  uncached_input_tokens: "input",
  input_no_cache: "input",
  output_tokens: "output",
  output: "output",
  cache_read_input_tokens: "cacheRead",
  input_cache_read: "cacheRead",
  "cache_creation.ephemeral_5m_input_tokens": "cacheWrite",
  input_cache_write_5m: "cacheWrite",
  input_cache_write: "cacheWrite",
  "cache_creation.ephemeral_1h_input_tokens": "cacheWrite1h",
  input_cache_write_1h: "cacheWrite1h",
};

const kindOf = (tokenType: string): BilledKind =>
  KINDS[tokenType] ?? kindInWords(tokenType.replaceAll("_", " "), { isWhole: true }) ?? "all";

const CENT = decimal(1n, 2);
const CENT_PLACES = 2;

export const readAnthropicCosts: ReadLines = (cell) =>
  fromBase(baseOf(cell("startingat"), cell("amount")), (base) => {
    const { value, decimals } = base.cost;
    return linesOf({ ...base, cost: { value: multiplyDecimals(value, CENT), decimals: decimals + CENT_PLACES } }, cell);
  });

export const readAnthropicConsole: ReadLines = (cell) =>
  fromBase(baseOf(cell("usagedateutc"), cell("costusd")), (base) => linesOf(base, cell));

function linesOf(base: LineBase, cell: Cell): readonly BilledLine[] {
  const [model, costType] = [textIn(cell("model")), textIn(cell("costtype"))];
  const ofAll = { provider: "anthropic", currency: currencyIn(cell("currency")) };
  if (model === "" && costType === "") return [lineOf(base, { ...ofAll, model, kind: "all" })];
  const isTokens = model !== "" && (costType === "" || costType.startsWith("token"));
  if (isTokens) return [lineOf(base, { ...ofAll, model, kind: kindOf(textIn(cell("tokentype"))) })];
  return [lineOf(base, { ...ofAll, model: textIn(cell("description")) || costType, kind: "not-usage" })];
}
