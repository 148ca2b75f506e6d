import { expect, test } from "vitest";
import { comparedRange } from "./compared-range";

test.each([
  ["previous", "2026-03-01", "2026-03-10", "2026-02-19", "2026-02-28"],
  ["month", "2026-03-01", "2026-03-10", "2026-02-01", "2026-02-10"],
  ["month", "2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31"],
  ["month", "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"],
  ["month", "2026-03-29", "2026-03-30", "2026-02-28", "2026-02-28"],
  ["month", "2026-01-05", "2026-01-06", "2025-12-05", "2025-12-06"],
  ["year", "2024-02-29", "2024-02-29", "2023-02-28", "2023-02-28"],
  ["year", "2026-03-05", "2026-04-04", "2025-03-05", "2025-04-04"],
] as const)("%s of %s to %s is %s to %s", (compare, from, to, comparedFrom, comparedTo) => {
  expect(comparedRange({ from, to }, compare)).toEqual({ from: comparedFrom, to: comparedTo });
});

test("none is none", () => {
  expect(comparedRange({ from: "2026-03-01", to: "2026-03-02" }, "none")).toBeNull();
});
