import { expect, it } from "vitest";
import { readUnit } from "./read-unit";

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
