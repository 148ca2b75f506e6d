import { describe, expect, it } from "vitest";
import { DiscoverySearch } from "../discovery-search";
import { aReviewRow } from "../testing/a-review-row";
import { countByFilter, filterRows } from "./review-filter";

const ROWS = [
  aReviewRow({ name: "gpt-9" }),
  aReviewRow({ name: "my-bot", served: [{ model: "claude-9", provider: "anthropic" }], warnings: ["free"] }),
  aReviewRow({ name: "llama", status: "priced", serverIds: ["s2"], warnings: ["sources-differ"] }),
];
const shown = (search: object) => filterRows(ROWS, DiscoverySearch.parse(search)).map(({ name }) => name);

describe("filterRows", () => {
  it("shows missing prices first", () => {
    expect(shown({})).toEqual(["gpt-9", "my-bot"]);
  });

  it("finds by the base model of a name, by server, by warning", () => {
    expect(shown({ q: " CLAUDE " })).toEqual(["my-bot"]);
    expect(shown({ show: "all", at: "s2" })).toEqual(["llama"]);
    expect(shown({ warned: true })).toEqual(["my-bot"]);
    expect(shown({ show: "all", differing: true })).toEqual(["llama"]);
  });

  it("a hand-written address shows missing prices", () => {
    expect(shown({ show: "nonsense", warned: "maybe" })).toEqual(["gpt-9", "my-bot"]);
  });
});

it("counts what each filter would show", () => {
  expect(countByFilter(ROWS)).toMatchObject({ missing: 2, priced: 1, inactive: 0, all: 3 });
});
