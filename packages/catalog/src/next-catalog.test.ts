import { expect, it } from "vitest";
import { isSameCatalog, nextCatalog } from "./next-catalog";
import { parseCatalog } from "./parse-catalog";

const read = (entries: object) => {
  const parsed = parseCatalog(JSON.stringify(entries));
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.index;
};
const A = { input_cost_per_token: 1e-6, litellm_provider: "house", mode: "chat" };
const base = read({ a: A, b: A });

it.each<[what: string, entries: object, isSame: boolean]>([
  ["the same", { a: A, b: A }, true],
  ["another order", { b: A, a: A }, true],
  ["notes of a running proxy", { a: { ...A, key: "a", supported_openai_params: ["n"] }, b: A }, true],
  ["another way to write a number", { a: { ...A, input_cost_per_token: 0.000001 }, b: A }, true],
  ["another price", { a: { ...A, input_cost_per_token: 2e-6 }, b: A }, false],
  ["one more price", { a: { ...A, output_cost_per_token: 0 }, b: A }, false],
  ["another provider", { a: { ...A, litellm_provider: "other" }, b: A }, false],
  ["another kind", { a: { ...A, mode: "embedding" }, b: A }, false],
  ["one more", { a: A, b: A, c: A }, false],
  ["one less", { a: A }, false],
  ["another name", { a: A, c: A }, false],
])("%s", (_, entries, isSame) => {
  expect(isSameCatalog(base, read(entries))).toBe(isSame);
});

it("a tombstone does not count, until its model is back", () => {
  const held = nextCatalog(base, read({ a: A }), new Set(), 1);
  expect(isSameCatalog(held, read({ a: A }))).toBe(true);
  expect(isSameCatalog(held, read({ a: A, b: A }))).toBe(false);
});
