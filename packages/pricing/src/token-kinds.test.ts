/** One table says what a kind of token is; whoever repeats it by hand is found here. */
import { describe, expect, it, test } from "vitest";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { costOf } from "./cost-of";
import { flatPlan, flatTotal } from "./flat-plan";
import { rates } from "./testing/sample";
import { COUNT_COLUMN, RATE_CHAIN, RATE_COLUMN, TOKEN_KIND_ROWS } from "./token-kinds";

const rows = TOKEN_KIND_ROWS.map((row) => [row.kind, row] as const);

test("kinds, counts and columns are named once", () => {
  for (const field of ["kind", "countField", "column", "label"] as const) {
    const names = TOKEN_KIND_ROWS.map((row) => row[field]);
    expect(new Set(names).size).toBe(names.length);
  }
  expect(COUNT_COLUMN.cacheWrite1h).toBe("cache_write_1h_tokens");
  expect(RATE_COLUMN.cacheWrite1h).toBe("price_per_1k_cache_write_1h_tokens");
});

describe("every kind", () => {
  const price = { rates: rates({ input: "2", output: "8" }) };
  const whole = { promptTokens: 1000, completionTokens: 1000 };

  it.each(rows)("%s is charged by the plan as by the rule, or left to the rule", (_, { countField }) => {
    const usage = { ...whole, [countField]: 100 };
    const plan = flatPlan(price, undefined, DEFAULT_COST_SETTINGS);
    const planned = plan && flatTotal(plan, usage);
    expect(planned ?? "left to the rule").toBe(
      planned === undefined ? "left to the rule" : costOf(price, usage, DEFAULT_COST_SETTINGS).total,
    );
  });

  it.each(rows)("%s is charged at its own rate first, once, and its fallbacks end", (kind, { countField }) => {
    expect(RATE_CHAIN[kind][0]).toBe(kind);
    const own = { rates: rates({ [kind]: "3" }) };
    const { lines } = costOf(own, { [countField]: 1_000_000 }, DEFAULT_COST_SETTINGS);
    expect(lines).toEqual([expect.objectContaining({ kind, quantity: 1_000_000 })]);
  });
});
