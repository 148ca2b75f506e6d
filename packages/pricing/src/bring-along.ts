/**
 * An entry whose input or output price was set, and what belongs to it brought along: each rate in the proportion that the price of
 * its side moved, the price per request in the proportion that a typical request did.
 * Units   rates and the price per request are rounded half-even once, at the pico-dollar.
 * Errors  a MoneyProblem for a rate beyond the ceiling; what has no proportion stays and is answered as left.
 * Source  what the edit sets itself stays as it was set. A price per request that was filled in from token prices is filled in anew.
 */
import {
  isZero,
  isZeroRate,
  type PicoUsd,
  type Proportion,
  proportionOfAmounts,
  proportionOfRates,
} from "@ratecard/money";
import { typicalPerRequest } from "./cost-of";
import type { CostSettings } from "./cost-result";
import { DEPENDENT_PRICES_WORDS, type DependentPrices, mapRates, SIDE_OF_KIND } from "./dependent-prices";
import { type MovedTerms, PriceMover } from "./price-mover";
import type { PriceTerms } from "./price-terms";
import type { TokenKind } from "./token-kinds";

export type PriceSet = Readonly<{
  before: PriceTerms;
  after: PriceTerms;
  /** What the edit names. */
  named: ReadonlySet<TokenKind | "perRequest">;
}>;

type Base = "input" | "output" | "request";
type NoProportion = "no-old" | "old-zero" | "no-new";

/** Prices that stay, since their base has no proportion to follow. */
export type LeftPrices = Readonly<{ base: Base; reason: NoProportion; prices: readonly DependentPrices[] }>;

export type BroughtAlong = MovedTerms & Readonly<{ left: readonly LeftPrices[] }>;

export function bringAlong(set: PriceSet, along: readonly DependentPrices[], settings: CostSettings): BroughtAlong {
  const { before, after, named } = set;
  const moves = { input: rateMove(set, "input"), output: rateMove(set, "output") };
  const mover = new PriceMover();
  const left = new Left();
  const rates = mapRates(after, (rate, kind, place) => {
    const side = SIDE_OF_KIND[kind];
    const isSet = named.has(kind) && (place === "cache" || place === "otherTokens");
    if (place === "base" || side === "beside" || isSet || !along.includes(place)) return rate;
    const move = moves[side];
    if (typeof move === "object") return mover.rate(rate, move);
    if (move !== "still" && !isZeroRate(rate)) left.add(side, move, place);
    return rate;
  });
  const isFollowing = along.includes("perRequest") && !named.has("perRequest");
  const perRequest = isFollowing ? perRequestAfter(before, rates, settings, mover, left) : rates.perRequest;
  return { ...mover.result({ ...rates, ...(perRequest !== undefined && { perRequest }) }), left: left.list() };
}

function perRequestAfter(
  before: PriceTerms,
  after: PriceTerms,
  settings: CostSettings,
  mover: PriceMover,
  left: Left,
): PicoUsd | undefined {
  const { perRequest } = after;
  const [old, next] = [typicalPerRequest(before, settings), typicalPerRequest(after, settings)];
  if (perRequest === undefined) return undefined;
  if (perRequest === old && next !== undefined) return next;
  const move = moveOf(old, next, proportionOfAmounts);
  if (typeof move === "object") return mover.amount(perRequest, move);
  if (move !== "still" && !isZero(perRequest)) left.add("request", move, "perRequest");
  return perRequest;
}

type Move = Proportion | NoProportion | "still";

const rateMove = ({ before, after }: PriceSet, side: "input" | "output"): Move =>
  moveOf(before.rates[side], after.rates[side], proportionOfRates);

function moveOf<Price>(
  old: Price | undefined,
  next: Price | undefined,
  proportionOf: (from: Price, to: Price) => Proportion | undefined,
): Move {
  if (old === next) return "still";
  if (old === undefined) return "no-old";
  return next === undefined ? "no-new" : (proportionOf(old, next) ?? "old-zero");
}

/** One a base, with its prices in the order they were met. */
class Left {
  readonly #byBase = new Map<Base, Readonly<{ reason: NoProportion; prices: Set<DependentPrices> }>>();

  add(base: Base, reason: NoProportion, prices: DependentPrices): void {
    const found = this.#byBase.get(base);
    if (found) found.prices.add(prices);
    else this.#byBase.set(base, { reason, prices: new Set([prices]) });
  }

  list(): readonly LeftPrices[] {
    return [...this.#byBase].map(([base, { reason, prices }]) => ({ base, reason, prices: [...prices] }));
  }
}

const BASE_WORDS: Readonly<Record<Base, Readonly<{ name: string; absent: string }>>> = {
  input: { name: "the input price", absent: "missing" },
  output: { name: "the output price", absent: "missing" },
  request: { name: "the cost of a typical request", absent: "unknown" },
};

export function leftSentence({ base, reason, prices }: LeftPrices): string {
  const { name, absent } = BASE_WORDS[base];
  const why: Readonly<Record<NoProportion, string>> = {
    "no-old": `was ${absent} before`,
    "old-zero": "was 0 before",
    "no-new": `is ${absent} afterwards`,
  };
  return `Not brought along, since ${name} ${why[reason]}: ${prices.map((each) => DEPENDENT_PRICES_WORDS[each]).join("; ")}.`;
}
