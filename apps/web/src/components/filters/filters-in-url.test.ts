import { expect, it } from "vitest";
import { z } from "zod";
import { activeFilters, FILTERS_IN_URL } from "./filters-in-url";

const filtersOf = (search: object) => activeFilters(z.object(FILTERS_IN_URL).parse(search));

it.each([
  [{}, {}],
  [
    { model: "gpt-4o", user: 7 },
    { model: ["gpt-4o"], user: ["7"] },
  ],
  [{ team: "" }, {}],
  [{ team: ["", "red", "red"] }, { team: ["", "red"] }],
  [{ tag: ["a", "b"] }, { tag: ["a"] }],
  [{ source: ["default", "cheap"] }, { source: ["default"] }],
  [
    { notModel: "gpt-4o", notTeam: ["", "red"] },
    { notModel: ["gpt-4o"], notTeam: ["", "red"] },
  ],
  [{ model: { a: 1 }, key: [null, " x", "a\u0000"], provider: null }, {}],
])("%j filters by %j", (search, expected) => {
  expect(filtersOf(search)).toEqual(expected);
});
