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
  ["1,25", "Write 1.25 or 125, or choose a comma for the decimals of the file \\(decimals\\)."],
  ["$1,250", "Write 1.250 or 1250, or choose a comma for the decimals of the file \\(decimals\\)."],
  ["0,000003", "Write 0.000003 or 0000003, or choose a comma for the decimals of the file \\(decimals\\)."],
  ["1.250,00", "as 1250.00."],
  ["1,25.00", "as 1250.00."],
  ["0,250.00", "as 1250.00."],
  ["1234,567.8", "as 1250.00."],
  ["1,250,00", "as 1250.00."],
  ["1,", "as 1250.00."],
])("%j is ambiguous", (cell, sentence) =>
  expect(readPriceText(cell, "point")).toEqual({
    problem: expect.stringMatching(new RegExp(`two ways.*${sentence}$`)),
  }),
);

it.each(["€3", "3 EUR", "£1.50", "¥3", "3 chf"])("%s is no amount of dollars", (cell) =>
  expect(readPriceText(cell, "point")).toEqual({ problem: expect.stringContaining("not in US dollars") }),
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
  ["1.25", "its point may stand before decimals or thousands. Write 1,25 or 125, or choose a point for the"],
  ["1.250", "Write 1,250 or 1250, or choose a point for the decimals of the file (decimals)."],
  ["1,250.00", "as 1250,00."],
])("%j is ambiguous even then", (cell, sentence) =>
  expect(readPriceText(cell, "comma")).toEqual({ problem: expect.stringContaining(sentence) }),
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
