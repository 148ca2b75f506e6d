/**
 * Reads untrusted JSON into terms, collecting every problem with its path.
 *
 * Errors  problems are gathered, not thrown; a value that fails reads as undefined.
 */
import {
  type Decimal,
  type MoneyProblem,
  type PicoUsd,
  parseDecimal,
  parseRatePer1M,
  parseUsd,
  type RatePerToken,
} from "@ratecard/money";

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

/** `path` names the field as the JSON has it: `thresholds[0].ratesPer1M.input`. */
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
    return isObject ? Object.fromEntries(Object.entries(value)) : this.refuse(path, "not-an-object");
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
    const isWhole = typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
    return isWhole ? value : this.refuse(path, "not-a-whole-number");
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
    return typeof value === "string" ? value : this.refuse(path, "not-text");
  }

  private parsed<T>(
    value: unknown,
    path: string,
    parse: (text: string) => { ok: true; value: T } | { ok: false; problem: MoneyProblem },
  ): T | undefined {
    if (typeof value !== "string") return this.refuse(path, "not-text");
    const result = parse(value);
    return result.ok ? result.value : this.refuse(path, result.problem);
  }
}

export const under = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
