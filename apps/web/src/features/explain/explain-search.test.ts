import { expect, it } from "vitest";
import { countProblem, ExplainSearch, questionOf } from "./explain-search";

it("takes any URL and keeps what is sound", () => {
  expect(ExplainSearch.parse({ model: 42, promptTokens: 7, at: 3, more: 1 })).toMatchObject({
    model: "42",
    promptTokens: "7",
    at: "",
    completionTokens: "500",
  });
});

it("asks what a link from a request brings: its units, its results, and of how many requests it is a sum", () => {
  const link = { model: "pictures", units: { outputImages: 2, inputSeconds: 0.0000001, queries: null } };
  const search = ExplainSearch.parse({
    ...link,
    maxResults: 10,
    sumOfRequests: 0,
    promptTokens: "",
    completionTokens: "",
  });
  expect(search.units).toBe("outputImages:2,inputSeconds:0.0000001");
  const units = { outputImages: 2, inputSeconds: 0.0000001 };
  expect(questionOf(search)).toEqual({ model: "pictures", units, maxResults: 10, sumOfRequests: 0 });
  expect(ExplainSearch.parse({ units: { apples: 1 } }).units).toBe("");
});

it("asks only complete questions", () => {
  const search = ExplainSearch.parse({ model: " gpt-4o ", completionTokens: "", cacheReadTokens: "0" });
  expect(questionOf(search)).toEqual({ model: "gpt-4o", promptTokens: 1000, cacheReadTokens: 0 });
  expect(questionOf({ ...search, model: " " })).toBeNull();
  expect(questionOf({ ...search, promptTokens: "1.5" })).toBeNull();
});

it.each(["-1", "1e3", "many", "9007199254740993"])("%s is no count", (text) => {
  expect(countProblem(text)).not.toBeNull();
});
