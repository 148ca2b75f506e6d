/** Values and fields of one price, and of what is charged on top of it. */
import type { JsonProblemCode } from "@ratecard/pricing";
import { grouped, type ProblemTable } from "./problem-table";

/** What the readers of prices find. */
const VALUE_PROBLEMS = {
  "not-a-decimal-literal": () =>
    "is not a decimal number. Write it as 3 or 0.25, without separators or units; leave it out where there is no price.",
  "not-a-number": () => "is not a number. Enter a decimal number, or leave it out where there is no price.",
  infinite: () => "is infinite. Enter a decimal number, or leave it out where there is no price.",
  negative: () => "is negative. Enter 0 for free, or a positive number.",
  "too-large": () => "is larger than any price may be (1,000,000 USD per 1,000 tokens or per request). Check the unit.",
  "too-fine": () =>
    "has more decimals than are kept (6 for USD per 1M tokens, 9 per 1K, 12 for USD per request). Check the unit (0.0000025 per token is 2.5 per 1M), or round it.",
  "not-an-object": () => "must be an object. Write it in braces.",
  "not-a-list": () => "must be a list. Write it in square brackets.",
  "not-text": () => "must be decimal text, as 0.25. Leave it out where there is none.",
  "not-a-whole-number": () => "must be a whole number that is not negative.",
  "not-a-boolean": () => "must be true or false. Write the word, not a number.",
  "unknown-field": () => "is not known here. Check its spelling, or remove it.",
  "out-of-order": () => "has its bounds out of order. Put the smaller one first.",
  "named-twice": () => "is there twice. Keep one of them.",
  overlaps: () => "lies inside another tier. Let it begin where that one ends.",
  "no-rate": () => "names no rate. Enter at least one, or take the row away.",
  "tier-without-input": () =>
    "is missing, and a tier without a price for input tokens prices nothing. Enter one; 0 is free.",
} satisfies Record<JsonProblemCode, () => string>;

export const PRICE_PROBLEMS = {
  ...VALUE_PROBLEMS,
  "not-a-price": () => 'must be an object of a price\'s fields, as {"inputPer1M": "2.5"}.',
  "not-prices": () => "must be an object of prices, as inputPer1M.",
  "names-no-price": () => "names no price. Enter at least one, as inputPer1M or perRequest.",
  "no-price-at-all": () => "is missing, and so is every other price. Enter one.",
  "no-price-per-request": () =>
    "is missing and there is no token price to derive it from. Enter a price per request, or prices per token.",
  "request-too-dear": () => "is more than 1,000,000 USD. Check the unit: it is USD per request.",
  "no-provider": () => "is missing and the name does not tell it. Name the provider, as openai.",
  "model-or-rates": () =>
    'must be given to price by the price book, or "rates" to price by rates of your own; one of the two.',
  "not-restorable": ({ problem }: { problem: string }) =>
    `cannot be restored whole. ${problem} Enter the price by hand.`,
  "not-the-version-read": () =>
    "must be the version that was read, as the ETag of GET /api/prices/{model} has it. Send one version.",
  "not-a-review": ({ model }: { model: string }) =>
    `is about a price that looks wrong (${model}), not about one that waits for a review. Ask an admin to settle it.`,

  "no-adjustment": () => "is empty, and so are the margins. Enter one, or end the adjustment.",
  "discount-for-all": () => "cannot be given to all providers at once. Give it to each that grants it.",
  "not-an-amount": () => "is not a decimal number. Write it as 5 or 0.25, without a sign or a unit.",
  "amount-not-positive": () => "must be more than 0. Leave it empty for none.",
  "amount-too-large": ({ most }: { most: bigint }) => `must be at most ${grouped(most)}. Check the unit.`,
  "amount-too-fine": ({ decimals }: { decimals: number }) => `has more than ${decimals} decimals. Round it.`,
  "not-the-adjustment-read": () => "must be the id that was read as `replaces`, or null where there was none.",
} satisfies ProblemTable;
