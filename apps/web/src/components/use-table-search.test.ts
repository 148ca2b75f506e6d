import { expect, it } from "vitest";
import { withoutDefaults } from "./use-table-search";

it("keeps what differs, drops defaults and absent values, and leaves foreign fields alone", () => {
  const state = { q: "", sort: "-cost", tab: "keys", models: ["a"], page: undefined, other: 1 };
  expect(withoutDefaults(state, { q: "", sort: "model", tab: "users", models: [] })).toEqual({
    sort: "-cost",
    tab: "keys",
    models: ["a"],
    other: 1,
  });
});

it("equal lists are defaults too", () => {
  expect(withoutDefaults({ models: ["a", "b"] }, { models: ["a", "b"] })).toEqual({});
});
