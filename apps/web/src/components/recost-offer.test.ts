import { describe, expect, test } from "vitest";
import { recostScope } from "./recost-offer";

const NOW = Date.parse("2026-07-01T00:00:00Z");
const PAST = "2026-06-01T00:00:00.000Z";
const many = Array.from({ length: 60 }, (_, nth) => `model-${nth}`);

describe("what was booked is offered to be costed anew", () => {
  test.each([
    [
      "a price that begins later changes nothing booked",
      { added: ["a"], changed: [], from: "2026-08-01T00:00:00Z" },
      null,
    ],
    ["a new price from now on changes nothing booked", { added: [], changed: ["a"], from: "" }, null],
    ["a first price holds from the beginning", { added: ["a"], changed: ["b"], from: "" }, { model: ["a"] }],
    [
      "a past moment counts for all of them",
      { added: ["a"], changed: ["b"], from: PAST },
      { model: ["a", "b"], from: PAST },
    ],
    ["many new names are what needs a price", { added: many, changed: [], from: "" }, { isDefaultPriced: true }],
    ["many changed names are all since then", { added: [], changed: many, from: PAST }, { from: PAST }],
    ["nothing was written", { added: [], changed: [], from: PAST }, null],
  ])("%s", (_, written, scope) => expect(recostScope(written, NOW)).toEqual(scope));
});
