import { describe, expect, test } from "vitest";
import { diffTerms } from "./diff-terms";
import type { PriceTerms } from "./price-terms";
import { newRateProblems, rateProblems, rateProblemSentence, suspiciousMoves } from "./rate-sanity";
import { per1M, rates, terms } from "./testing/sample";

const sentences = (of: PriceTerms, ...references: readonly PriceTerms[]) =>
  rateProblems(of, references).map((problem) => rateProblemSentence(problem));

describe("a rate looks like a mistake", () => {
  test("above 1,000 USD per 1M tokens, wherever it stands; 1,000 itself can", () => {
    expect(sentences(terms({ input: "15000", output: "60000.5" }))).toEqual([
      "input is 15,000 USD per 1M tokens, above 1,000",
      "output is 60,000.5 USD per 1M tokens, above 1,000",
    ]);
    expect(sentences(terms({ input: "1000" }))).toEqual([]);
    expect(sentences(terms({ input: "1000.000001" }))).toEqual([
      "input is 1,000.000001 USD per 1M tokens, above 1,000",
    ]);
    const tiered = {
      ...terms({ input: "1" }),
      thresholds: [{ aboveTokens: 200_000, rates: rates({ input: "2000" }) }],
    };
    expect(sentences(tiered)).toEqual(["above 200000.input is 2,000 USD per 1M tokens, above 1,000"]);
    expect(sentences({ ...terms({}, "5000"), rates: { input: per1M("0") } })).toEqual([]);
  });

  test("beyond 100 times its own cache rate, and the other way round; 0 is a free cache", () => {
    expect(sentences(terms({ input: "300", cacheRead: "2.9" }))).toEqual([
      "input is 300 USD per 1M tokens, more than 100 times its own cache read (2.9)",
    ]);
    expect(sentences(terms({ input: "0.3", cacheRead: "31" }))).toEqual([
      "cache read is 31 USD per 1M tokens, more than 100 times its own input (0.3)",
    ]);
    expect(
      sentences(terms({ audioInput: "300", cacheReadAudio: "0.3", imageInput: "0.1", cacheReadImage: "20" })),
    ).toEqual([
      "audio in is 300 USD per 1M tokens, more than 100 times its own cached audio (0.3)",
      "cached image is 20 USD per 1M tokens, more than 100 times its own image in (0.1)",
    ]);
    expect(sentences(terms({ input: "300", cacheRead: "3" }))).toEqual([]);
    expect(sentences(terms({ input: "300", cacheRead: "0" }))).toEqual([]);
    expect(sentences(terms({ input: "0.1", output: "900", cacheRead: "0.1" }))).toEqual([]);
  });

  test("beyond 100 times the dearest of other price lists", () => {
    expect(sentences(terms({ input: "251" }), terms({ input: "2.5" }))).toEqual([
      "input is 251 USD per 1M tokens, more than 100 times what another price list says (2.5)",
    ]);
    expect(sentences(terms({ input: "251" }), terms({ input: "2.5" }), terms({ input: "3" }))).toEqual([]);
    expect(sentences(terms({ input: "251" }), terms({ output: "2.5" }), terms({ input: "0" }))).toEqual([]);
  });

  test("unless another list has rates of the same size: DeepSeek's cache costs a 120th. The ceiling asks all the same", () => {
    const cheapCache = terms({ input: "0.435", cacheRead: "0.003625" });
    expect(sentences(cheapCache)).toHaveLength(1);
    expect(sentences(cheapCache, cheapCache)).toEqual([]);
    expect(sentences(cheapCache, terms({ input: "0.66", cacheRead: "0.022" }))).toEqual([]);
    expect(sentences(cheapCache, terms({ input: "0.435", cacheRead: "0.0435" }))).toHaveLength(1);
    expect(sentences(terms({ input: "15000" }), terms({ input: "15000" }))).toHaveLength(1);
  });

  test("but not again once it stands", () => {
    const absurd = terms({ input: "15000", output: "1" });
    expect(newRateProblems(absurd, terms({ input: "15000", output: "2" }), [])).toEqual([]);
    expect(newRateProblems(absurd, terms({ input: "16000", output: "1" }), [])).toHaveLength(1);
  });
});

test.each<[string, string, string | undefined, boolean]>([
  ["15000", "0.15", undefined, false],
  ["15000", "0.15", "0.1", false],
  ["15000", "0.15", "40", true],
  ["0.15", "15000", undefined, true],
  ["1", "10", undefined, true],
  ["1", "10", "12", false],
  ["1", "10", "1", true],
  ["1", "10", "4", false],
  ["0.2", "2", "1.8", false],
  ["0", "0.3", "0.3", false],
  ["0", "0.3", undefined, true],
  ["0", "30", "0.3", true],
  ["15000", "0", undefined, true],

  ["30000", "3000", undefined, true],
])("input from %s to %s beside %s waits: %s", (from, to, other, waits) => {
  const [before, after] = [terms({ input: from }), terms({ input: to })];
  const references = other === undefined ? [] : [terms({ input: other })];
  expect(suspiciousMoves(diffTerms(before, after), before, after, references).length > 0).toBe(waits);
});

test("a price that goes away waits, whatever others say", () => {
  const [before, after] = [terms({ input: "1", cacheRead: "0.1" }), terms({ input: "1" })];
  expect(suspiciousMoves(diffTerms(before, after), before, after, [after])).toMatchObject([{ move: "vanished" }]);
});
