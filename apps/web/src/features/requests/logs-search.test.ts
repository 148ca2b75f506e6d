import { ListRequests } from "@ratecard/contract";
import { expect, it } from "vitest";
import { filterOfGroup, isFiltered, listInput, LogsSearch } from "./logs-search";

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

it("hours are instants, as Explore links to them", () => {
  const hour = { from: "2026-03-01T14:00:00.000000Z", to: "2026-03-01T15:00:00.000000Z" };
  expect(inputOf(hour)).toEqual(hour);
  expect(ListRequests.safeParse(inputOf(hour)).success).toBe(true);
  expect(inputOf({ from: "2026-03-01T25:00:00Z", to: "1999-01-01T00:00:00Z" })).toEqual({});
});

it("a hand-written URL never breaks the page", () => {
  expect(
    inputOf({ defaultPriced: "yes", source: "guess", from: "yesterday", model: { a: 1 }, tab: 3, team: "a\u0000" }),
  ).toEqual({});
});

it("ranges, a status and an order stand in the URL, as text or as the router reads them", () => {
  const search = { costUsdFrom: "0.000000000001", tokensTo: 1500, latencyMsFrom: "1.5", status: 500, sort: "-cost" };
  expect(inputOf(search)).toEqual({ costUsdFrom: "0.000000000001", tokensTo: "1500", status: "500", sort: "-cost" });
  expect(ListRequests.safeParse(inputOf(search)).success).toBe(true);
});

it("a group is opened by a filter of its name, requests without one included", () => {
  expect(filterOfGroup("team", "")).toEqual({ team: [""] });
  expect(filterOfGroup("status", "none")).toEqual({ status: "none" });
  expect(filterOfGroup("flag", "provider-guessed")).toEqual({ flag: "provider-guessed" });
  expect(filterOfGroup("flag", "")).toBeNull();
});
