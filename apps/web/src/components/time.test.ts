import { describe, expect, it } from "vitest";
import { ageOf } from "./time";

const NOW = Date.UTC(2026, 0, 31, 12);

describe("ageOf", () => {
  it.each([
    [-30_000, "just now"],
    [-60_000, "1 min. ago"],
    [-3_599_000, "59 min. ago"],
    [-3 * 3_600_000, "3 hr. ago"],
    [-40 * 86_400_000, "1 mo. ago"],
    [2 * 86_400_000, "in 2 days"],
  ])("%i ms away is %s", (distance, text) => {
    expect(ageOf(NOW + distance, NOW)).toBe(text);
  });
});
