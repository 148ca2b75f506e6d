import { expect, test } from "vitest";
import { todayIn } from "./today-in";

test.each([
  ["UTC", "2026-03-29T23:30:00Z", "2026-03-29"],
  ["Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29"],
  ["Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30"],
  ["America/Santiago", "2026-09-06T03:59:59Z", "2026-09-05"],
  ["America/Santiago", "2026-09-06T04:00:00Z", "2026-09-06"],
  ["Mars/Olympus", "2026-01-01T00:00:00Z", "2026-01-01"],
])("in %s %s is of %s", (zone, at, day) => {
  expect(todayIn(zone, new Date(at))).toBe(day);
});
