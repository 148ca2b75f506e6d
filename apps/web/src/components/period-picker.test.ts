import { expect, it } from "vitest";
import { PeriodSearch, rangeOfPeriod } from "./period-picker";

const rangeOf = (search: object, today = "2026-03-01") => rangeOfPeriod(PeriodSearch.parse(search), today);

it("counts today, and knows months", () => {
  expect(rangeOf({})).toEqual({ from: "2026-01-31", to: "2026-03-01" });
  expect(rangeOf({ period: "7d" })).toEqual({ from: "2026-02-23", to: "2026-03-01" });
  expect(rangeOf({ period: "this-month" })).toEqual({ from: "2026-03-01", to: "2026-03-01" });
  expect(rangeOf({ period: "last-month" })).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(rangeOf({ period: "last-month" }, "2026-01-31")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
});

it("a custom period is what it says; a hand-written URL never breaks the page", () => {
  expect(rangeOf({ period: "custom", from: "2026-01-01", to: "2026-01-02" })).toEqual({
    from: "2026-01-01",
    to: "2026-01-02",
  });
  expect(rangeOf({ period: "custom", from: "yesterday" })).toEqual(rangeOf({}));
  expect(rangeOf({ period: 7 })).toEqual(rangeOf({}));
});
