/** Entries of price files of other programs, under the names of their own fields. Never with a value: such files hold secrets. */
import type { ForeignProblems } from "@ratecard/discovery";
import type { SentencesOf } from "./problem-table";

export const FOREIGN_FILE_PROBLEMS = {
  "no-amount": () => "is no price. Write a number of 0 or more, without a currency, or leave the entry out.",
  "amount-out-of-range": () => "is larger than any price may be. Check its unit.",
  "no-model-name": () => "is missing, or no name of a model. Write the name users send.",
  "other-side-missing": () => "is missing, and LiteLLM then bills 0 for it. Write the price, or 0 if it is free.",
  "half-priced": () => "has a price at one deployment and none at another. Give each of them the same price.",
  "price-by-expression": () => "is a price by expression, which is not read here. Enter this price by hand.",
  "not-a-quota-type": () => "must be 0 (by tokens) or 1 (by calls).",
  "call-price-missing": () => "is missing. A price by calls needs it, in USD.",
  "ratio-missing": () => "is missing. A price by tokens needs it.",
  "cost-field-unknown": () => "is not known here, so the price would be half read. Enter this price by hand.",
  "not-a-context-tier": () => "is no tier by context size. Enter this price by hand.",
  "prices-differ": ({ places }) =>
    `stands here at different prices: ${places}. Choose whose price is taken (provider), or keep one of them.`,
} satisfies SentencesOf<ForeignProblems>;
