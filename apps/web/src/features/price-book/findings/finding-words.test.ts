import { expect, test } from "vitest";
import { filterFindings, kindsOf } from "./finding-words";

const FINDINGS = [
  { code: "unit-suspect", severity: "error", model: "GPT-4o", sentence: "another unit?" },
  { code: "stale", severity: "info", model: "bot", sentence: "Nobody looked" },
  { code: "stale", severity: "info", model: "other", sentence: "Nobody looked" },
] as const;

test("kinds are counted in the order they come", () => {
  expect(kindsOf(FINDINGS)).toEqual([
    { code: "unit-suspect", severity: "error", count: 1 },
    { code: "stale", severity: "info", count: 2 },
  ]);
});

test("a kind and a text narrow the list; the text is looked for in name and sentence", () => {
  expect(filterFindings(FINDINGS, { code: "stale", q: "" })).toHaveLength(2);
  expect(filterFindings(FINDINGS, { code: "", q: " gpt" }).map(({ model }) => model)).toEqual(["GPT-4o"]);
  expect(filterFindings(FINDINGS, { code: "stale", q: "looked" })).toHaveLength(2);
  expect(filterFindings(FINDINGS, { code: "unit-suspect", q: "bot" })).toEqual([]);
});
