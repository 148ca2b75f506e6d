import { expect, it } from "vitest";
import { pickVersion } from "./pick-version";

it("keeps at most two, the last ones picked, and lets go of one picked again", () => {
  expect(pickVersion([], "1")).toEqual(["1"]);
  expect(pickVersion(["1"], "2")).toEqual(["1", "2"]);
  expect(pickVersion(["1", "2"], "3")).toEqual(["2", "3"]);
  expect(pickVersion(["1", "2"], "1")).toEqual(["2"]);
});
