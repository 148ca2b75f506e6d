import { ListRequests } from "@ratecard/contract";
import { expect, it } from "vitest";
import { isFiltered, listInput, LogsSearch } from "./logs-search";

const inputOf = (search: object) => listInput(LogsSearch.parse(search));

it("nothing in the URL filters nothing", () => {
  expect(inputOf({})).toEqual({});
  expect(isFiltered(LogsSearch.parse({}))).toBe(false);
});

it("says what the server's list understands", () => {
  const input = inputOf({
    defaultPriced: true,
    errors: true,
    model: "gpt-4o",
    source: "default",
    from: "2026-03-01",
    user: 7,
    catalogSnapshot: 3,
  });
  expect(input).toEqual({
    isDefaultPriced: true,
    isError: true,
    model: ["gpt-4o"],
    source: ["default"],
    from: "2026-03-01",
    user: ["7"],
    catalogSnapshot: "3",
  });
  expect(ListRequests.safeParse(input).success).toBe(true);
});

it("a hand-written URL never breaks the page", () => {
  expect(
    inputOf({ defaultPriced: "yes", source: "guess", from: "yesterday", model: { a: 1 }, tab: 3, team: "a\u0000" }),
  ).toEqual({});
});
