import { expect, it } from "vitest";
import { priceGlanceText } from "./price-glance";

it.each([
  [null, "no price"],
  [{ inputPer1M: "2.5", outputPer1M: "10", cacheReadPer1M: "1" }, "$2.5 / $10"],
  [{ inputPer1M: "0", perRequest: "1" }, "$0 / —"],
  [{ perRequest: "0.005", perUnit: { queries: "0.01" } }, "$0.005 / request"],
  [{ perUnit: { outputImages: "0.04", inputImages: "0.0000000000000001" } }, "$0.0000000000000001 / input image"],
  [{ queryTiers: [{ fromResults: 0, toResults: 25, perQuery: "0.005" }] }, "prices of searches"],
])("a price of anything but tokens is not shown as unknown: %j", (terms, text) => {
  expect(priceGlanceText(terms)).toBe(text);
});
