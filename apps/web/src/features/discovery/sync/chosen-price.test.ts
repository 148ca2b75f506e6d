import { describe, expect, it } from "vitest";
import { aReviewRow, aSuggestion } from "../testing/a-review-row";
import { type Choice, choiceOf, chooseForAll, chosenPrice, modelPrices } from "./chosen-price";

const NONE = new Map<string, Choice>();
const UNDECIDED = aReviewRow({ suggestions: [aSuggestion(), aSuggestion({ evidence: "server" })] });

describe("what a row takes by itself", () => {
  it("takes its suggestion, else the default price when nothing is known", () => {
    const suggested = aReviewRow({ suggestions: [aSuggestion()], isSuggested: true });
    expect(choiceOf(suggested, NONE)).toEqual({ kind: "suggestion", index: 0 });
    expect(choiceOf(aReviewRow(), NONE)).toEqual({ kind: "default" });
  });

  it("decides nothing for a person: several prices, or one that stands already", () => {
    expect(choiceOf(UNDECIDED, NONE)).toBeNull();
    expect(choiceOf(aReviewRow({ status: "priced" }), NONE)).toBeNull();
  });

  it("never takes a price for a pinned entry or the one for unknown models", () => {
    const pinned = aReviewRow({ entry: { isActive: true, pinnedBy: "prices.json" } });
    const reserved = aReviewRow({ name: "default", warnings: ["reserved-name"] });
    for (const row of [pinned, reserved]) {
      expect(chosenPrice(row, new Map([[row.name, { kind: "default" }]]), "0.005")).toBeNull();
    }
  });
});

describe("the rows of an import", () => {
  const send = (row: ReturnType<typeof aReviewRow>, choice?: Choice) =>
    modelPrices([row], choice ? new Map([[row.name, choice]]) : NONE, "0.005");

  it("carry the provider, and the base a price was copied from", () => {
    const copied = aSuggestion({ evidence: "served-model", key: "claude-sonnet-4.5", rung: "local-exact" });
    const alias = aReviewRow({ name: "my-chatbot", isAlias: true, suggestions: [copied], isSuggested: true });
    expect(send(alias)).toEqual([
      {
        model: "my-chatbot",
        provider: "openai",
        isCustom: true,
        copiedFrom: "claude-sonnet-4.5",
        terms: copied.terms,
        isPlaceholder: false,
      },
    ]);
    const priced = aReviewRow({ name: "gpt-8", entry: { isActive: true, pinnedBy: null } });
    expect(send(priced, { kind: "default" })).toMatchObject([
      { isPlaceholder: true, terms: { perRequest: "0.005" }, copiedFrom: null },
    ]);
  });

  it("leave out what nobody decided", () => {
    expect(send(UNDECIDED)).toEqual([]);
    expect(send(UNDECIDED, { kind: "suggestion", index: 5 })).toEqual([]);
  });

  it("take a suggestion as it stands: a price without tokens gets no price per request", () => {
    const images = aSuggestion({ terms: { perUnit: { outputImages: "0.04" } } });
    const [row] = send(aReviewRow({ suggestions: [images], isSuggested: true }));
    expect(row).toMatchObject({ terms: images.terms, isPlaceholder: false });
  });

  it("name a provider even where nobody knows one", () => {
    expect(send(aReviewRow({ provider: null }))).toMatchObject([{ provider: "unknown" }]);
    const served = [{ model: "gpt-4o", provider: "azure" }];
    expect(send(aReviewRow({ provider: null, served }))).toMatchObject([{ provider: "azure" }]);
  });
});

it("one choice for all skips rows it does not fit", () => {
  const rows = [UNDECIDED, aReviewRow({ name: "unknown" })];
  expect(chooseForAll(NONE, rows, "suggestion")).toEqual(new Map([["gpt-9", { kind: "suggestion", index: 0 }]]));
  expect([...chooseForAll(NONE, rows, "default").keys()]).toEqual(["gpt-9", "unknown"]);
});
