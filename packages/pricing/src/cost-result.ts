/**
 * What a request costs and how that came about.
 * Units   total and amounts in pico-USD; rates pico-USD per token or USD per unit, as the line says.
 * Source  lines add up to the total exactly.
 */
import type { Decimal, PicoUsd, RatePerToken } from "@ratecard/money";
import type { TokenKind } from "./token-kinds";
import type { UnitKind } from "./unit-kinds";

export const COST_FLAGS = [
  "default",
  "estimated",
  "rate-fallback",
  "provider-mismatch",
  "tokens-unknown",
  "price-postdates-event",
  /** The catalogue no longer lists the model; its last price was used. */
  "removed-upstream",
  /** Parts of the prompt or completion exceed their whole. */
  "parts-exceed-whole",
  /** Something was consumed that no rate charges, or what each request of a sum owes is unknown; `notPriced` names it. */
  "usage-not-priced",
  /** The price is of things that were not counted, so there is no cost. */
  "units-unknown",
  /** Some counts were worked out by the intake, not read. */
  "counts-assumed",
  /** The gateway's own cost is another one, by more than 5 %. */
  "differs-from-reported",
  /** Written from the default price: it stands for a price. */
  "placeholder-price",
  /** The provider was told by the name alone. */
  "provider-guessed",
] as const;
export type CostFlag = (typeof COST_FLAGS)[number];

export type CostLine =
  | Readonly<{
      unit: "token";
      kind: TokenKind;
      quantity: number;
      rate: RatePerToken;
      amount: PicoUsd;
      /** The kind whose rate was used because this kind has none. */
      rateOf?: TokenKind;
      /** A batch without a price of its own: half the amount. */
      isHalved?: boolean;
    }>
  | Readonly<{
      unit: "unit";
      kind: UnitKind;
      quantity: number;
      usdPerUnit: Decimal;
      amount: PicoUsd;
    }>
  | Readonly<{
      unit: "request";
      kind: "perRequest" | "requestFee";
      quantity: number;
      amount: PicoUsd;
    }>
  | Readonly<{
      unit: "adjustment";
      kind: "multiplier" | "discount" | "margin" | "fixedMargin";
      /** Absent on a fixed margin. */
      factor?: Decimal;
      amount: PicoUsd;
    }>;

export type Cost = Readonly<{
  /** null: not priced, which is not 0. */
  total: PicoUsd | null;
  lines: readonly CostLine[];
  flags: readonly CostFlag[];
  /** Kinds of token and unit that were consumed and have no rate; fees and fixed margins of requests that nobody counted. */
  notPriced: readonly string[];
}>;

/** What is noticed while a cost is computed. */
export class CostNotes {
  readonly flags = new Set<CostFlag>();
  readonly notPriced = new Set<string>();

  leaveOut(kind: string): void {
    this.flags.add("usage-not-priced");
    this.notPriced.add(kind);
  }

  sorted(): Pick<Cost, "flags" | "notPriced"> {
    return { flags: [...this.flags].sort(), notPriced: [...this.notPriced].sort() };
  }
}

/** What the cost needs to know beside price and usage. */
export type CostContext = Readonly<{
  /** Epoch ms UTC, for off-peak windows, of which none is open without it, and adjustments, where it means further notice. */
  at?: number | undefined;
  /** LiteLLM id, for discounts and margins. */
  provider?: string | undefined;
}>;

/** Per provider: a discount on the cost, then a margin on what is left; fractions (0.05 is 5 %). In force on [validFrom, validUntil). */
export type ProviderAdjustment = Readonly<{
  discount?: Decimal;
  margin?: Decimal;
  /** On top of each request. */
  fixedMargin?: PicoUsd;
  /** Epoch ms UTC; absent: since the beginning of time. */
  validFrom?: number;
  /** Epoch ms UTC; absent: until further notice. */
  validUntil?: number;
}>;

/** Stands in for a provider in `CostSettings.adjustments`; it has a margin only. */
export const ALL_PROVIDERS = "global";

export type CostSettings = Readonly<{
  typicalInputTokens: number;
  typicalOutputTokens: number;
  /** By LiteLLM provider id, windows that do not overlap; ALL_PROVIDERS answers for one that has no margin of its own. */
  adjustments?: ReadonlyMap<string, readonly ProviderAdjustment[]>;
}>;

export const DEFAULT_COST_SETTINGS: CostSettings = { typicalInputTokens: 1000, typicalOutputTokens: 500 };
