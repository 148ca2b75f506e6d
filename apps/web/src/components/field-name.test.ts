import { expect, test } from "vitest";
import { fieldName } from "./field-name";

test.each([
  ["cacheRead", "cache read"],
  ["perRequest", "per request"],
  ["provider", "provider"],
  ["batch.output", "batch output"],
  ["above 128000.input", "input above 128,000 tokens"],
  ["above 128000.flex.input", "flex input above 128,000 tokens"],
  ["tier 0-32000.input", "input from 0 to 32,000 tokens"],
  ["offPeak.windows", "offPeak.windows"],
  ["offPeak.input", "off-peak input"],
  ["units.inputSeconds", "input seconds"],
  ["unknown.dbu_rate", "unknown.dbu_rate"],
])("%s is %s", (field, words) => {
  expect(fieldName(field)).toBe(words);
});
