import { expect, test } from "vitest";
import { stepsOfRange } from "./steps-of-range";

const steps = (from: string, to: string, interval: "day" | "week" | "month") =>
  stepsOfRange({ from, to }, interval).map((step) => `${step.name}: ${step.from} ${step.to}`);

test("days", () => {
  expect(steps("2026-02-28", "2026-03-01", "day")).toEqual([
    "2026-02-28: 2026-02-28 2026-02-28",
    "2026-03-01: 2026-03-01 2026-03-01",
  ]);
});

test("weeks begin on Monday; those at the edges hold the days of the range only", () => {
  expect(steps("2026-03-01", "2026-03-10", "week")).toEqual([
    "2026-02-23: 2026-03-01 2026-03-01",
    "2026-03-02: 2026-03-02 2026-03-08",
    "2026-03-09: 2026-03-09 2026-03-10",
  ]);
});

test("months", () => {
  expect(steps("2025-12-31", "2026-02-28", "month")).toEqual([
    "2025-12: 2025-12-31 2025-12-31",
    "2026-01: 2026-01-01 2026-01-31",
    "2026-02: 2026-02-01 2026-02-28",
  ]);
});
