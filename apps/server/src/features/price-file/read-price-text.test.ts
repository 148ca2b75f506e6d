import { expect, it } from "vitest";
import { readPriceText, readUnit } from "./read-price-text";

it.each([
  ["1.75", "1.75"],
  ["$1.75", "1.75"],
  [" $ 1.75 ", "1.75"],
  ["US$1.75", "1.75"],
  ["USD 1.75", "1.75"],
  ["1.75 usd", "1.75"],
  ["1.75$", "1.75"],
  ["$.5", ".5"],
  ["1,250.00", "1250.00"],
  ["$1,250.00", "1250.00"],
  ["12,345,678", "12345678"],
  ["12,345,678.9", "12345678.9"],
  ["-1", "-1"],
  ["$-1", "$-1"],
  ["$", "$"],
  ["1e-6", "1e-6"],
  ["free", "free"],
])("%j is read as %s", (cell, value) => expect(readPriceText(cell, "point")).toEqual({ value }));

it.each([
  ["1,25", "1.25 or 125"],
  ["$1,250", "1.250 or 1250"],
  ["0,000003", "0.000003 or 0000003"],
])("%j can be read in two ways: %s", (cell, readings) =>
  expect(readPriceText(cell, "point")).toEqual({
    problem: { code: "two-readings", details: { sign: "comma", readings } },
  }),
);

it.each(["1.250,00", "1,25.00", "0,250.00", "1234,567.8", "1,250,00", "1,"])("%j can be read in many ways", (cell) =>
  expect(readPriceText(cell, "point")).toEqual({
    problem: { code: "many-readings", details: { sign: "comma", decimals: "point", example: "1250.00" } },
  }),
);

it.each(["€3", "3 EUR", "£1.50", "¥3", "3 chf"])("%s is no amount of dollars", (cell) =>
  expect(readPriceText(cell, "point")).toEqual({ problem: { code: "other-currency" } }),
);

it.each([
  ["1,25", "1.25"],
  ["$ 0,000003", "0.000003"],
  ["1.250,00", "1250.00"],
  ["12.345.678", "12345678"],
  ["1 250,5 USD", "1250.5"],
  ["1\u202F250,5", "1250.5"],
  ["3", "3"],
  ["1,5e-6", "1.5e-6"],
])("%j is read as %s where a comma stands before the decimals", (cell, value) =>
  expect(readPriceText(cell, "comma")).toEqual({ value }),
);

it.each([
  ["1.25", { code: "two-readings", details: { sign: "point", readings: "1,25 or 125" } }],
  ["1.250", { code: "two-readings", details: { sign: "point", readings: "1,250 or 1250" } }],
  ["1,250.00", { code: "many-readings", details: { sign: "point", decimals: "comma", example: "1250,00" } }],
])("%j can be read in several ways even then", (cell, problem) =>
  expect(readPriceText(cell, "comma")).toEqual({ problem }),
);

it.each([
  ["per 1K tokens", "per-1k"],
  ["1k", "per-1k"],
  ["USD/1,000 tokens", "per-1k"],
  ["per-1k", "per-1k"],
  ["per token", "per-token"],
  ["Token", "per-token"],
  ["1M", "per-1m"],
  ["$ / 1M tokens", "per-1m"],
  ["per million tokens", "per-1m"],
  ["USD per 1.000.000 tokens", "per-1m"],
  ["per MTok", "per-1m"],
])("%j is %s", (cell, unit) => expect(readUnit(cell)).toBe(unit));

it.each(["per request", "tokens", "per 10K tokens", "per minute", "1", "per 1M characters", "EUR per 1M", "?"])(
  "%j is no unit of tokens",
  (cell) => expect(readUnit(cell)).toBeUndefined(),
);
