import { expect, it } from "vitest";
import { largestMove } from "./largest-move";

const differing = (...percents: (string | undefined)[]) =>
  percents.map((percent) => ({
    field: "inputPer1M" as const,
    theirs: "1",
    ...(percent === undefined ? {} : { percent }),
  }));

it.each([
  [[], null],
  [["100", "50"], { text: "+100 %", isDearer: true, rank: 10_000n }],
  [["20", "-66.67"], { text: "−66 %", isDearer: false, rank: 6667n }],
  [["0.5"], { text: "+<1 %", isDearer: true, rank: 50n }],
  [[undefined], { text: "differs", isDearer: false, rank: 0n }],
])("%s is shown by its largest", (percents, badge) => {
  expect(largestMove(differing(...percents))).toEqual(badge);
});
