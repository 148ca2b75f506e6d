import type { PriceTerms } from "@ratecard/pricing";
import { expect, it } from "vitest";
import { entryDifferences } from "./entry";
import { heldReasons, type PriceReference } from "./held";
import { draft, rates, terms } from "./testing/standing";

const held = (before: PriceTerms | undefined, after: PriceTerms, references: readonly PriceReference[] = []) => {
  const differences = entryDifferences(before && draft({ terms: before }), draft({ terms: after }));
  return heldReasons({ before, after, differences, references });
};
const OLD = rates("3", "15");
const listed = (reference: PriceTerms, evidence: PriceReference["evidence"] = "catalog-bare") => ({
  evidence,
  terms: reference,
});

it.each<[string, PriceTerms, (readonly [string, string])[]]>([
  ["ten times dearer", rates("30", "15"), [["input", "tenfold"]]],
  ["a tenth", rates("0.3", "15"), [["input", "tenfold"]]],
  ["not quite ten times", rates("29.9", "15"), []],
  ["free", rates("0", "15"), [["input", "to-zero"]]],
  [
    "gone",
    terms({ perRequest: "0.005" }),
    [
      ["input", "vanished"],
      ["output", "vanished"],
    ],
  ],
])("a price that becomes %s", (_name, after, moves) => {
  expect(held(OLD, after)).toEqual(moves.map(([field, move]) => ({ kind: "move", field, move })));
});

it("a price that was free until now is held, a new one of nothing is not", () => {
  expect(held(rates("0", "15"), OLD)).toEqual([{ kind: "move", field: "input", move: "from-zero" }]);
  expect(held(undefined, OLD)).toEqual([]);
});

it("a far move towards where other price lists stand is a correction; one away from them is held", () => {
  const [mistaken, right] = [rates("300", "900"), rates("3", "9")];
  expect(held(mistaken, right, [listed(right)])).toEqual([]);
  expect(held(mistaken, right).map(({ kind }) => kind)).toContain("move");
  expect(held(right, mistaken, [listed(right)])).toContainEqual({ kind: "move", field: "input", move: "tenfold" });
});

it("another unit is suspected when every list that has the price says so", () => {
  const after = rates("300", "900");
  const reason = { kind: "unit-suspect", field: "input", suspect: { factor: 1000, direction: "times" } };
  const [right, near] = [listed(rates("0.3", "0.9")), listed(rates("0.31", "0.9"), "openrouter")];
  const other = listed(after, "server");
  expect(held(undefined, after, [right])).toEqual([{ ...reason, references: ["catalog-bare"] }]);
  expect(held(undefined, after, [right, near])).toEqual([{ ...reason, references: ["catalog-bare", "openrouter"] }]);
  expect(held(undefined, after, [right, other])).toEqual([]);
  expect(held(undefined, after, [other])).toEqual([]);
});

it("rates that look like a mistake are held, unless they stood before or another list has them of the same size", () => {
  const sentences = (...price: Parameters<typeof held>) =>
    held(...price).flatMap((reason) => (reason.kind === "rate-problem" ? [reason.sentence] : []));
  const cached = terms({ inputPer1M: "300", cacheReadPer1M: "2" });
  expect(sentences(undefined, rates("1500", "15"))).toEqual(["input is 1,500 USD per 1M tokens, above 1,000"]);
  expect(sentences(undefined, cached)).toEqual([
    "input is 300 USD per 1M tokens, more than 100 times its own cache read (2)",
  ]);
  expect(sentences(undefined, cached, [listed(cached)])).toEqual([]);
  expect(sentences(rates("1500", "15"), rates("1500", "16"))).toEqual([]);
});
