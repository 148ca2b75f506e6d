import { expect, it } from "vitest";
import { guessColumn, knownColumn } from "./known-columns";

it.each([
  ["model_name", "model", null],
  ["price_per_1k_cache_write_1h_tokens", "cacheWrite1hPer1M", "per-1k"],
  ["input_cost_per_token", "inputPer1M", "per-token"],
  ["litellm_provider", "provider", null],
  ["outputPer1M", "outputPer1M", "per-1m"],
  ["created_at", null, null],
])("knows %s", (name, field, unit) => expect(knownColumn(name)).toEqual({ field, unit }));

it.each([
  ["Model", "model", null],
  ["Input price ($ / 1M tokens)", "inputPer1M", "per-1m"],
  ["Prompt cost per 1K", "inputPer1M", "per-1k"],
  ["completion_price_per_token", "outputPer1M", "per-token"],
  ["Cached input", "cacheReadPer1M", null],
  ["Cache write (1h), USD/MTok", "cacheWrite1hPer1M", "per-1m"],
  ["Price per request", "perRequest", null],
  ["Vendor", "provider", null],
  ["Price unit", "unit", null],
  ["valid from", "effectiveFrom", null],
])("guesses %s", (name, field, unit) => expect(guessColumn(name)).toEqual({ field, unit }));

it.each(["Context window", "Released", "colour", "max output", ""])("has no idea of %s", (name) =>
  expect(guessColumn(name)).toBeUndefined(),
);
