/** A cost as one short list: total in USD, then its flags. */
import { formatUsd } from "@ratecard/money";
import { costOf } from "../cost-of";
import { type Cost, type CostSettings, DEFAULT_COST_SETTINGS } from "../cost-result";
import type { PriceTerms } from "../price-terms";
import type { Usage } from "../usage";
import { AT, terms } from "./sample";

export const cost = (price: PriceTerms, usage: Usage, settings: CostSettings = DEFAULT_COST_SETTINGS, at = AT) => {
  const result = costOf(price, usage, settings, { at, provider: "openai" });
  return [totalText(result), ...result.flags];
};

/** USD; "unpriced" without a cost. */
export const totalText = ({ total }: Pick<Cost, "total">): string => (total === null ? "unpriced" : formatUsd(total));

export const both = { promptTokens: 1000, completionTokens: 500 };
export const SONNET = terms({ input: "3", output: "15" }, "0.02");
