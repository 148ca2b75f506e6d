import { describe, expect, it } from "vitest";
import { describeContents, describeNames } from "./sample-world-actions";

describe("what sample data holds", () => {
  it("is counted in words", () => {
    expect(describeContents({ requests: 39_176, prices: 16, servers: 1, aliases: 0 })).toBe(
      "39,176 requests, 16 prices, 1 server and 0 mappings",
    );
  });

  it("names a few and counts the rest", () => {
    expect(describeNames([])).toBe("");
    expect(describeNames(["a", "b"])).toBe("a, b");
    expect(describeNames(["a", "b", "c", "d", "e", "f", "g", "h"])).toBe("a, b, c, d, e, f and 2 more");
  });
});
