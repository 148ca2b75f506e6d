import { expect, it } from "vitest";
import { exactCount, readableCount } from "./count";

it("small counts keep every digit, large ones are read at a glance", () => {
  expect([0, 9999, 10_000, 1_234_567].map(readableCount)).toEqual(["0", "9,999", "10K", "1.2M"]);
});

it("sums beyond 2^53 stay exact", () => {
  expect(exactCount("13510798882111486500001")).toBe("13,510,798,882,111,486,500,001");
  expect(readableCount("13510798882111486")).toBe("13,510.8T");
});
