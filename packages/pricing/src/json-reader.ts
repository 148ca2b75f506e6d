/**
 * Reads untrusted JSON into terms, collecting every problem with its path.
 * Errors  problems are gathered, not thrown; a value that fails reads as undefined.
 */
import {
  type Decimal,
  type MoneyProblem,
  parseDecimal,
  parseRatePer1M,
  parseUsd,
  type PicoUsd,
  type RatePerToken,
} from "@ratecard/money";
import type { PriceTerms, Threshold, Tier } from "./price-terms";

export type JsonProblemCode =
  | MoneyProblem
  | "not-an-object"
  | "not-a-list"
  | "not-text"
  | "not-a-whole-number"
  | "not-a-boolean"
  | "unknown-field"
  | "out-of-order"
  | "named-twice"
  | "overlaps"
  | "no-rate"
  | "tier-without-input";

/** `path` names the field as the JSON has it: `thresholds[0].inputPer1M`. */
export type JsonProblem = Readonly<{ path: string; problem: JsonProblemCode }>;

export type JsonObject = Readonly<Record<string, unknown>>;

export class JsonReader {
  readonly problems: JsonProblem[] = [];

  refuse(path: string, problem: JsonProblemCode): undefined {
    this.problems.push({ path, problem });
    return undefined;
  }

  object(value: unknown, path: string): JsonObject | undefined {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && digitsOf(value) === undefined
      ? Object.fromEntries(Object.entries(value))
      : this.refuse(path, "not-an-object");
  }

  /** Every field of `value` must be one of `names`. */
  known(value: JsonObject, path: string, names: readonly string[]): void {
    for (const name of Object.keys(value)) {
      if (!names.includes(name)) this.refuse(under(path, name), "unknown-field");
    }
  }

  list<T>(
    value: unknown,
    path: string,
    read: (item: unknown, path: string) => T | undefined,
  ): readonly T[] | undefined {
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) return this.refuse(path, "not-a-list");
    const items = value.map((item, index) => read(item, `${path}[${index}]`));
    return items.filter((item): item is Awaited<T> & T => item !== undefined);
  }

  whole(value: unknown, path: string): number | undefined {
    const digits = digitsOf(value);
    const number = digits !== undefined && /^\d{1,16}$/.test(digits) ? Number.parseInt(digits, 10) : value;
    const isWhole = typeof number === "number" && Number.isSafeInteger(number) && number >= 0;
    return isWhole ? number : this.refuse(path, "not-a-whole-number");
  }

  /** Rates are decimal text, USD per 1,000,000 tokens. */
  rate(value: unknown, path: string): RatePerToken | undefined {
    return this.parsed(value, path, parseRatePer1M);
  }

  usd(value: unknown, path: string): PicoUsd | undefined {
    return this.parsed(value, path, parseUsd);
  }

  factor(value: unknown, path: string): Decimal | undefined {
    const parsed = this.parsed(value, path, parseDecimal);
    return parsed && parsed.digits < 0n ? this.refuse(path, "negative") : parsed;
  }

  text(value: unknown, path: string): string | undefined {
    const text = digitsOf(value) ?? value;
    return typeof text === "string" ? text : this.refuse(path, "not-text");
  }

  private parsed<T>(
    value: unknown,
    path: string,
    parse: (text: string) => { ok: true; value: T } | { ok: false; problem: MoneyProblem },
  ): T | undefined {
    const text = this.text(value, path);
    if (text === undefined) return undefined;
    const result = parse(text);
    return result.ok ? result.value : this.refuse(path, result.problem);
  }
}

/** Of a number in a body that is read without making doubles: its literal stands in `value`. */
const digitsOf = (value: unknown): string | undefined =>
  typeof value === "object" &&
  value !== null &&
  "isLosslessNumber" in value &&
  "value" in value &&
  typeof value.value === "string"
    ? value.value
    : undefined;

export const under = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

/**
 * What is wrong with thresholds and tiers taken together, in prompt tokens. Empty: nothing.
 * Of two equal thresholds one would never be seen, and a tier without an input rate prices nothing.
 */
export const boundProblems = ({ thresholds = [], tiers = [] }: PriceTerms): readonly JsonProblem[] => [
  ...thresholds.flatMap((threshold, at) => thresholdProblems(threshold, at, thresholds)),
  ...tiers.flatMap((tier, at) => tierProblems(tier, at, tiers)),
];

function thresholdProblems(threshold: Threshold, at: number, all: readonly Threshold[]): JsonProblem[] {
  const path = `thresholds[${at}]`;
  const isTwice = all.slice(0, at).some(({ aboveTokens }) => aboveTokens === threshold.aboveTokens);
  const isEmpty = Object.keys(threshold.rates).length === 0 && threshold.serviceTiers === undefined;
  return [
    ...(isTwice ? [{ path: `${path}.aboveTokens`, problem: "named-twice" } as const] : []),
    ...(isEmpty ? [{ path, problem: "no-rate" } as const] : []),
  ];
}

function tierProblems(tier: Tier, at: number, all: readonly Tier[]): JsonProblem[] {
  const path = `tiers[${at}]`;
  const overlaps = all
    .slice(0, at)
    .some(({ fromTokens, toTokens }) => tier.fromTokens < toTokens && fromTokens < tier.toTokens);
  return [
    ...(overlaps ? [{ path: `${path}.fromTokens`, problem: "overlaps" } as const] : []),
    ...(tier.rates.input === undefined ? [{ path: `${path}.inputPer1M`, problem: "tier-without-input" } as const] : []),
  ];
}
