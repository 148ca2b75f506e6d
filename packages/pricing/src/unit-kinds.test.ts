import { expect, it } from "vitest";
import { oneUnit, UNIT_KINDS } from "./unit-kinds";

it("names one of every unit, however its kind is written", () => {
  expect(Object.fromEntries(UNIT_KINDS.map((kind) => [kind, oneUnit(kind)]))).toMatchObject({
    outputImages: "output image",
    outputSeconds480p: "output second 480p",
    queries: "query",
    mapsQueries: "maps query",
    pages: "page",
    webSearchesLow: "web search low",
    fileSearchGbDays: "file search gb day",
    computerUseInputTokens: "computer use input token",
  });
});
